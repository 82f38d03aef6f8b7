import type { IncomingMessage, ServerResponse } from 'node:http'
import express from 'express'

const largestBody = 1024 * 1024

/** How many values a request may hold, that of its variables and all around them. */
export const maxValues = 10_000

const [quote, backslash, ...separators] = Buffer.from('"\\,[{')

/** The place of the quotation mark that ends the text which begins at `start`. */
function endOfText(json: Uint8Array, start: number): number {
  for (let end = json.indexOf(quote!, start + 1); end !== -1; end = json.indexOf(quote!, end + 1)) {
    let before = end
    while (json[before - 1] === backslash) before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return json.length
}

/** Whether a JSON text holds more values than a request may: parsing it would already take long. */
export function hasTooManyValues(json: Uint8Array): boolean {
  // Each value takes two bytes at least.
  if (json.length < 2 * maxValues) return false
  let count = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!
    if (byte === quote) at = endOfText(json, at)
    else if (separators.includes(byte) && ++count > maxValues) return true
  }
  return false
}

/** In place of a body that was not parsed, because it holds too many values. */
export class Excess {}

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
  const json = chunks.length === 1 ? first! : Buffer.concat(chunks)
  if (hasTooManyValues(json)) return new Excess()
  let body: unknown
  try {
    body = JSON.parse(utf8.decode(json))
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

const json = express.json({
  limit: largestBody,
  verify: (_message, _response, bytes) => {
    if (hasTooManyValues(bytes)) throw new Error('too many values')
  },
}) as unknown as (
  message: Incoming,
  response: ServerResponse,
  next: (error?: Error & { type?: string }) => void,
) => void

const readOther = (message: Incoming, response: ServerResponse) =>
  new Promise<unknown>((resolve, reject) => {
    json(message, response, (error) => {
      if (error?.type === 'entity.verify.failed') resolve(new Excess())
      else if (error) reject(error)
      else resolve(message.body)
    })
  })

/** The parsed body of a POST; undefined when it is no JSON by its type. Rejects as Express's parser does. */
export const readBody = (message: IncomingMessage, response: ServerResponse): Promise<unknown> =>
  isPlain(message) ? readPlain(message) : readOther(message, response)
