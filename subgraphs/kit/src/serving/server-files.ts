import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { SubgraphRequest } from '../context.ts'
import type { SubgraphRuntime } from './runtime.ts'
import { headerOf, requestHeader, type WireExtensions } from './wire.ts'

/** The address of a file that somebody sends or fetches; null for other requests. */
export const fileAddressOf = ({ url, method }: IncomingMessage): string | null =>
  method === 'PUT' || method === 'GET' ? (/^\/files\/([\w-]+)$/.exec(url ?? '')?.[1] ?? null) : null

/** What the gateway says of the request beside a file. */
export const extensionsBeside = ({ headers }: IncomingMessage): WireExtensions => {
  const text = Buffer.from(headerOf(headers, requestHeader) ?? '', 'base64url').toString()
  return text ? (JSON.parse(text) as WireExtensions) : {}
}

/** Answers the gateway when it brings a file or asks for one. */
export async function answerFile(
  runtime: SubgraphRuntime,
  address: string,
  message: IncomingMessage,
  response: ServerResponse,
  request: SubgraphRequest,
) {
  const refuse = (result: object) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result))
  if (message.method === 'PUT') {
    const bytes = Number(message.headers['content-length'])
    return void refuse(await runtime.receiveFile(address, { body: message, bytes }, request))
  }
  const file = await runtime.sendFile(address, request)
  if (!('body' in file)) return void refuse(file)
  response.writeHead(200, {
    'content-type': file.mediaType,
    'content-length': file.bytes,
    // A header has no letters but those of Latin-1.
    'x-file-name': encodeURIComponent(file.name),
  })
  await pipeline(file.body, response)
}
