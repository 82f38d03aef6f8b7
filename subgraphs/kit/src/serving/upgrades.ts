import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import type { WebSocket, WebSocketServer } from 'ws'

interface Options {
  /** With which status a request for a WebSocket is refused, or null. */
  refusalOf: (message: IncomingMessage) => string | null
  /** Called with each WebSocket once graphql-ws listens to it. */
  onOpen?: (client: WebSocket) => void
  log: Logger
}

/** Brings requests for WebSockets to a server of them, and outlives every client that is gone in between. */
export function acceptUpgrades(
  server: Server,
  sockets: WebSocketServer,
  { refusalOf, onOpen, log }: Options,
) {
  const note = (error: Error) => log.debug({ err: error }, 'a socket failed')
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener, an error of a socket that is already closed would end the process.
    socket.on('error', note)
    const refusal = refusalOf(message)
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(message, socket, head, (client) => {
      const send = client.send.bind(client) as (data: unknown, sent: () => void) => void
      // The package prints a stack for every message that does not reach its client.
      client.send = (data: unknown, sent?: unknown) =>
        send(data, () => (sent as (() => void) | undefined)?.())
      sockets.emit('connection', client, message)
      // And one for every frame that is too large or malformed.
      client.removeAllListeners('error')
      client.on('error', note)
      onOpen?.(client)
    })
  })
}
