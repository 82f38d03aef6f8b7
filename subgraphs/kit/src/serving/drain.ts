import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'

/** For how long a request that was on its way when the end began is waited for. */
const lull = 500

/** Tracks the open responses of an HTTP server, so that it can shut down gracefully. */
export class Drain {
  private readonly running = new Set<ServerResponse>()
  private ending = false
  private settled = () => {}

  constructor(private readonly server: Server) {
    server.on('request', (_message, response: ServerResponse) => {
      this.running.add(response)
      if (this.ending) response.setHeader('connection', 'close')
      response.once('close', () => {
        this.running.delete(response)
        if (this.running.size === 0) this.settled()
      })
    })
  }

  /** Requests without a whole answer. */
  get size() {
    return this.running.size
  }

  /**
   * Accepts no new connections, answers pending requests and those still arriving on open connections, closes each
   * after its response; gives up after the time limit.
   */
  async end(patience: number) {
    this.ending = true
    const deadline = performance.now() + patience
    // Connections that the system has taken for us already are ours.
    await turn()
    // Not the HTTP server's own `close`, which would cut connections on which a request may be arriving.
    const closed = new Promise((resolve) => NetServer.prototype.close.call(this.server, resolve))
    for (const response of this.running) {
      if (!response.headersSent) response.setHeader('connection', 'close')
    }
    await sleep(lull)
    // A timer comes before what has arrived in the meantime is read.
    await turn()
    while (this.running.size > 0 && performance.now() < deadline) {
      const given = new Promise<void>((resolve) => {
        this.settled = resolve
      })
      await Promise.race([given, sleep(deadline - performance.now(), undefined, { ref: false })])
      await turn()
    }
    this.server.closeAllConnections()
    await closed
  }
}
