import { setMaxListeners } from 'node:events'

/** An `AbortController` that is made when somebody asks for its signal: of most requests nobody does. */
export class LazyAbort {
  private controller: AbortController | null = null
  private isAborted = false

  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController()
      // One listener for each step that runs at the time; each removes its own.
      setMaxListeners(0, this.controller.signal)
      if (this.isAborted) this.controller.abort()
    }
    return this.controller.signal
  }

  abort() {
    this.isAborted = true
    this.controller?.abort()
  }
}
