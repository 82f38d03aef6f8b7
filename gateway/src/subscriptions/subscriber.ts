import type { Ending, Events, Result } from '../link.ts'

/** Tells a client that it may have missed something and should read again. */
export const resync: Result = { data: null, extensions: { resync: true } }

export const withResync = (result: Result): Result => ({
  ...result,
  extensions: { ...result.extensions, resync: true },
})

/**
 * One reader of a live stream. Its queue is bounded: a reader too slow for it loses the oldest and
 * is told so by a resync mark on the next payload. A plain iterator and no generator, because a
 * generator queues `return()` behind a pending `next()` and would leak the upstream.
 */
export class Subscriber implements Events {
  private queue: Result[] = []
  private waiting: ((result: IteratorResult<Result, Ending>) => void) | null = null
  private ended = false
  private ending: Ending
  private missed = false

  constructor(
    /** Called once, when it is read no more or nothing more will come. */
    private readonly onLeave: () => void,
    private readonly limit = 100,
  ) {}

  push(result: Result) {
    if (this.ended) return
    if (this.waiting) {
      this.waiting({ value: result, done: false })
      this.waiting = null
      return
    }
    if (this.queue.length >= this.limit) {
      this.queue.shift()
      this.missed = true
    }
    this.queue.push(result)
  }

  /** No more will come; what is queued is still read. */
  end(ending?: Ending) {
    if (this.ended) return
    this.ended = true
    this.ending = ending
    this.waiting?.({ value: ending, done: true })
    this.waiting = null
    this.onLeave()
  }

  next(): Promise<IteratorResult<Result, Ending>> {
    const value = this.queue.shift()
    if (value) {
      const marked = this.missed ? withResync(value) : value
      this.missed = false
      return Promise.resolve({ value: marked, done: false })
    }
    if (this.ended) return Promise.resolve({ value: this.ending, done: true })
    return new Promise((resolve) => {
      this.waiting = resolve
    })
  }

  return(): Promise<IteratorResult<Result, Ending>> {
    this.queue = []
    this.end()
    return Promise.resolve({ value: undefined, done: true })
  }

  [Symbol.asyncIterator]() {
    return this
  }
}
