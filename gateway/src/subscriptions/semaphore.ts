/**
 * Limits concurrency. Waiting tasks start by `setImmediate`, so that many hydrations leave the event loop time for
 * requests and sockets.
 */
export class Semaphore {
  private held = 0
  private readonly waiting: Array<() => void> = []

  constructor(private readonly places: number) {}

  acquire(): Promise<void> | void {
    if (this.held < this.places) {
      this.held += 1
      return
    }
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  release() {
    const next = this.waiting.shift()
    if (next) setImmediate(next)
    else this.held -= 1
  }
}
