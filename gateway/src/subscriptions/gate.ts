/**
 * Lets some in at once. Whoever waits is let in by `setImmediate`, so that a crowd of hydrations
 * leaves the event loop time for requests and sockets.
 */
export class Gate {
  private inside = 0
  private readonly waiting: Array<() => void> = []

  constructor(private readonly places: number) {}

  enter(): Promise<void> | void {
    if (this.inside < this.places) {
      this.inside += 1
      return
    }
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  leave() {
    const next = this.waiting.shift()
    if (next) setImmediate(next)
    else this.inside -= 1
  }
}
