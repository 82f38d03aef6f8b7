import { PassThrough, type Readable } from 'node:stream'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { extensionsFor, headersFor, requestHeader } from '@vetgraph/kit/serving/wire'
import type { Logger } from 'pino'
import { Pool } from 'undici'
import { type FileLink, type Result, unavailable } from './link.ts'

const connections = 16
/** For how long a subgraph may look at a file that has arrived: it is scanned, and images are made anew. */
const maxWait = 120_000

/**
 * A body to be sent on, whose source outlives it: undici destroys what it sends when the answer comes early, and the
 * caller, whose connection the source is, would never read the answer.
 */
function passedOn(source: Readable): Readable {
  const body = new PassThrough()
  source.pipe(body)
  source.once('error', (error) => body.destroy(error))
  source.once('close', () => {
    if (!source.readableEnded) body.destroy(new Error('the caller hung up'))
  })
  body.once('close', () => {
    source.unpipe(body)
    source.resume()
  })
  return body
}

/** Files of a subgraph that is another process, over connections of their own: a large one delays no operation. */
export function remoteFiles(
  origin: string,
  secret: string,
  log: Logger,
): FileLink & { close: () => Promise<void> } {
  const pool = new Pool(origin, { connections, headersTimeout: maxWait })
  const headersOf = (request: SubgraphRequest) => ({
    ...headersFor(request, secret, false),
    [requestHeader]: Buffer.from(JSON.stringify(extensionsFor(request))).toString('base64url'),
  })
  const failed = (err: unknown) => {
    log.warn({ err }, 'a file could not be passed on')
    return unavailable()
  }
  return {
    receive: async (address, { body, bytes }, request) => {
      try {
        const answer = await pool.request({
          path: `/files/${address}`,
          method: 'PUT',
          headers: {
            ...headersOf(request),
            'content-type': 'application/octet-stream',
            'content-length': String(bytes),
          },
          body: passedOn(body),
        })
        return (await answer.body.json()) as Result
      } catch (error) {
        return failed(error)
      }
    },
    send: async (address, request) => {
      try {
        const { headers, body } = await pool.request({
          path: `/files/${address}`,
          method: 'GET',
          headers: headersOf(request),
        })
        const name = headers['x-file-name']
        if (typeof name !== 'string') return (await body.json()) as Result
        return {
          name: decodeURIComponent(name),
          mediaType: String(headers['content-type']),
          bytes: Number(headers['content-length']),
          body,
        }
      } catch (error) {
        return failed(error)
      }
    },
    close: () => pool.destroy(),
  }
}
