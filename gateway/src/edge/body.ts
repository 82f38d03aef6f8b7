import type { IncomingMessage, ServerResponse } from 'node:http'
import express from 'express'

export const largestBody = 1024 * 1024

/** The maximum number of JSON values in a request body. */
export const maxValues = 10_000

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const bracket = 0x5b
const brace = 0x7b

/** Counts the values in a JSON text as it arrives, without parsing it, which would already take long. */
export class ValueCount {
  private count = 0
  private isInText = false
  /** How many backslashes the piece before ended with. */
  private backslashes = 0

  /** Whether there are too many with what is in this piece. */
  add(piece: Uint8Array): boolean {
    for (let at = 0; at < piece.length && this.count <= maxValues; at++) {
      const byte = piece[at]
      if (this.isInText) at = this.leaveText(piece, at)
      else if (byte === quote) this.isInText = true
      else if (byte === comma || byte === bracket || byte === brace) this.count += 1
    }
    return this.count > maxValues
  }

  /** Finds the end of a string: a quotation mark after an odd number of backslashes is escaped. */
  private leaveText(piece: Uint8Array, start: number): number {
    const found = piece.indexOf(quote, start)
    const end = found === -1 ? piece.length : found
    let first = end
    while (first > start && piece[first - 1] === backslash) first -= 1
    const backslashes = end - first + (first === 0 ? this.backslashes : 0)
    this.backslashes = found === -1 ? backslashes : 0
    this.isInText = found === -1 || backslashes % 2 === 1
    return end
  }
}

/** A value takes at least two bytes, so a short body cannot exceed the limit. */
const mayHaveTooMany = (bytes: number) => bytes > 2 * maxValues

/** Whether a JSON text holds more values than a request may. */
export const hasTooManyValues = (json: Uint8Array) =>
  mayHaveTooMany(json.length) && new ValueCount().add(json)

/** Stands for a body with too many values, which is not parsed. */
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
    const values = mayHaveTooMany(Number(message.headers['content-length'])) ? new ValueCount() : null
    message.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (!values?.add(chunk)) return
      // The rest is not kept.
      chunks.length = 0
      resolve(new Excess())
    })
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
