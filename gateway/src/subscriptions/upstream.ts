import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { extensionsFor } from '@vetgraph/kit/wire'
import { type Operation, type Result, unavailable } from '../link.ts'
import { Subscriber } from './subscriber.ts'

const pingEvery = 10_000
const pongWithin = 5_000

/** The one graphql-ws connection to a remote subgraph, shared by all its live streams. */
export class RemoteUpstream {
  private readonly client: Client
  private pongTimer: NodeJS.Timeout | undefined

  /** Without a secret the subgraph is somebody else's. */
  constructor(
    url: string,
    private readonly secret: string | null,
  ) {
    this.client = createClient({
      url,
      webSocketImpl: WebSocket,
      ...(secret === null ? {} : { connectionParams: { secret } }),
      // The hubs subscribe again by themselves, because they must tell their subscribers.
      retryAttempts: 0,
      lazyCloseTimeout: 5_000,
      connectionAckWaitTimeout: pongWithin,
      keepAlive: pingEvery,
      on: {
        ping: (received) => {
          if (!received) this.pongTimer = setTimeout(() => this.client.terminate(), pongWithin)
        },
        pong: (received) => {
          if (received) clearTimeout(this.pongTimer)
        },
        closed: () => clearTimeout(this.pongTimer),
      },
    })
  }

  /**
   * Resolves when the subgraph has really subscribed, which it says with a first payload marked
   * `ready`; events after that cannot be missed. A subgraph of somebody else's has subscribed when
   * it says anything.
   */
  subscribe(operation: Operation, request: SubgraphRequest): Promise<AsyncIterableIterator<Result> | Result> {
    return new Promise((resolve) => {
      let leave = () => {}
      const stream = new Subscriber(() => leave(), 1000)
      leave = this.client.subscribe<Record<string, unknown>>(
        {
          query: operation.query,
          operationName: operation.operationName ?? null,
          variables: operation.variables ?? null,
          ...(this.secret === null
            ? {}
            : { extensions: { ...extensionsFor(request), token: request.token } }),
        },
        {
          next: (payload) => {
            const result = payload as unknown as Result
            if (result.extensions?.['ready']) resolve(stream)
            else if (result.errors && !result.data) {
              resolve(result)
              stream.push(result)
            } else {
              if (this.secret === null) resolve(stream)
              stream.push(result)
            }
          },
          error: (failure) => {
            resolve(Array.isArray(failure) ? { data: null, errors: failure } : unavailable())
            stream.end()
          },
          complete: () => {
            resolve(unavailable())
            stream.end()
          },
        },
      )
    })
  }

  async close() {
    clearTimeout(this.pongTimer)
    await this.client.dispose()
  }
}
