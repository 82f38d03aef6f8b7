import type { IncomingMessage, ServerResponse } from 'node:http'
import express from 'express'

const largestBody = 1024 * 1024

const plainType = /^application\/json(?:; ?charset=utf-8)?$/i

/** JSON of a length that is known, as nearly every client sends it. */
function isPlain({ headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'])
  return (
    length > 0 &&
    length <= largestBody &&
    !headers['content-encoding'] &&
    plainType.test(headers['content-type'] ?? '')
  )
}

const notJson = () => Object.assign(new Error('not JSON'), { type: 'entity.parse.failed', status: 400 })

const utf8 = new TextDecoder()

function parsed(chunks: readonly Buffer[]): object {
  const [first] = chunks
  let body: unknown
  try {
    body = JSON.parse(utf8.decode(chunks.length === 1 ? first : Buffer.concat(chunks)))
  } catch {
    throw notJson()
  }
  if (typeof body !== 'object' || body === null) throw notJson()
  return body
}

/** Express's parser costs more than a small answer does. */
const readPlain = (message: IncomingMessage) =>
  new Promise<object>((resolve, reject) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => {
      try {
        resolve(parsed(chunks))
      } catch (error) {
        reject(error as Error)
      }
    })
  })

interface Incoming extends IncomingMessage {
  body?: unknown
}

const json = express.json({ limit: largestBody }) as unknown as (
  message: Incoming,
  response: ServerResponse,
  next: (error?: Error) => void,
) => void

const readOther = (message: Incoming, response: ServerResponse) =>
  new Promise<unknown>((resolve, reject) => {
    json(message, response, (error) => (error ? reject(error) : resolve(message.body)))
  })

/** The parsed body of a POST; undefined when it is no JSON by its type. Rejects as Express's parser does. */
export const readBody = (message: IncomingMessage, response: ServerResponse): Promise<unknown> =>
  isPlain(message) ? readPlain(message) : readOther(message, response)
