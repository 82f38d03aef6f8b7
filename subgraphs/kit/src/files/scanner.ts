import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

const maxWait = 60_000

function connectTo(url: string): Socket {
  const { protocol, hostname, port, pathname } = new URL(url)
  return protocol === 'unix:'
    ? connect(decodeURIComponent(pathname))
    : connect(Number(port || 3310), hostname.replaceAll(/[[\]]/g, ''))
}

function lengthOf(chunk: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(chunk.length)
  return length
}

/**
 * Has clamd look at a content (its command INSTREAM); answers the name of what it found, null for nothing. Rejects when
 * it does not answer or will not look: then nobody knows.
 */
export async function scan(url: string, body: Readable): Promise<string | null> {
  const socket = connectTo(url)
  socket.setTimeout(maxWait, () => socket.destroy(new Error('clamd did not answer in time')))
  try {
    const answer = text(socket)
    // The caller awaits it only after sending; a rejection before that must not end the process.
    answer.catch(() => {})
    socket.write('zINSTREAM\0')
    for await (const chunk of body as AsyncIterable<Buffer>) {
      socket.write(lengthOf(chunk))
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), answer])
    }
    socket.write(Buffer.alloc(4))
    const said = (await answer).replaceAll('\0', '').trim()
    const [, found] = /^stream: (.+) FOUND$/.exec(said) ?? []
    if (!found && said !== 'stream: OK') throw new Error(`clamd said ${JSON.stringify(said)}`)
    return found ?? null
  } finally {
    socket.destroy()
  }
}
