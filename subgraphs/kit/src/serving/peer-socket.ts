import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

const pingEvery = 10_000
const pongWithin = 5_000

/** A peer that accepts the connection but does not respond is given up too. */
class ImpatientSocket extends WebSocket {
  constructor(address: string, protocols: string) {
    super(address, protocols, { handshakeTimeout: pongWithin })
  }
}

/**
 * The graphql-ws connection from one process of ours to another, shared by all its streams. A peer
 * that froze is noticed by its missing pong. Who lost a stream opens it again, because only they
 * know what was missed.
 */
export function connectToPeer(url: string, secret: string | null): Client {
  let pongTimer: NodeJS.Timeout | undefined
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: ImpatientSocket,
    ...(secret === null ? {} : { connectionParams: { secret } }),
    retryAttempts: 0,
    lazyCloseTimeout: 5_000,
    connectionAckWaitTimeout: pongWithin,
    keepAlive: pingEvery,
    on: {
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => client.terminate(), pongWithin)
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer)
      },
      closed: () => clearTimeout(pongTimer),
    },
  })
  return client
}
