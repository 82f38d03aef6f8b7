import type { Client } from 'graphql-ws'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { connectToPeer } from '@vetgraph/kit/serving/peer-socket'
import { extensionsFor } from '@vetgraph/kit/serving/wire'
import { type Events, type Operation, type Result, unavailable } from '../link.ts'
import { Subscriber } from './subscriber.ts'

/** The live streams of a remote subgraph, all over one connection. */
export class RemoteUpstream {
  private readonly client: Client

  /** Without a secret it is a subgraph of another party. */
  constructor(
    url: string,
    private readonly secret: string | null,
  ) {
    this.client = connectToPeer(url, secret)
  }

  /**
   * Resolves when the subgraph has really subscribed, which it says with a first payload marked
   * `ready`; events after that cannot be missed. A subgraph of somebody else's does not say so: its
   * stream is open at once, and what it refuses is the stream's last event.
   */
  subscribe(operation: Operation, request: SubgraphRequest): Promise<Events | Result> {
    const isForeign = this.secret === null
    return new Promise((resolve) => {
      let leave = () => {}
      const stream = new Subscriber(() => leave(), 1000)
      leave = this.client.subscribe<Record<string, unknown>>(
        {
          query: operation.query,
          operationName: operation.operationName ?? null,
          variables: operation.variables ?? null,
          ...(isForeign ? {} : { extensions: { ...extensionsFor(request), token: request.token } }),
        },
        {
          next: (payload) => {
            const result = payload as unknown as Result
            if (result.extensions?.['ready']) resolve(stream)
            else {
              if (result.errors && !result.data) resolve(result)
              stream.push(result)
            }
          },
          error: (failure) => {
            const refusal = Array.isArray(failure) ? { data: null, errors: failure } : null
            resolve(refusal ?? unavailable())
            if (isForeign && refusal) stream.push(refusal)
            stream.end(isForeign && refusal ? 'complete' : undefined)
          },
          complete: () => {
            // Our own subgraphs end a stream to have it reopened; one of another party means the end.
            resolve(unavailable())
            stream.end(isForeign ? 'complete' : undefined)
          },
        },
      )
      if (isForeign) resolve(stream)
    })
  }

  async close() {
    await this.client.dispose()
  }
}
