import { DomainError, ErrorCode } from '@vetgraph/kit/errors'

const tryAgainAfter = 5

const full = () =>
  new DomainError(
    ErrorCode.TOO_MANY_REQUESTS,
    `Too many passwords are waiting to be checked. Try again in ${tryAgainAfter} seconds.`,
    { retryAfterSeconds: tryAgainAfter, policy: 'password-queue' },
  )

const cancelled = () => new DomainError(ErrorCode.CANCELLED, 'The caller hung up.')

interface Waiting {
  start: () => void
  refuse: (reason: DomainError) => void
}

interface Limits {
  /** The maximum number of concurrent tasks. */
  concurrency: number
  maxWaiting: number
}

/**
 * A fair queue: callers take turns, whatever their number of tasks. When it is full, the caller with the most tasks
 * loses the newest; a task whose caller disconnects before it starts is dropped.
 */
export class FairQueue {
  /** In the order of whose turn is next. */
  private readonly queues = new Map<string, Waiting[]>()
  private running = 0
  /** Work that waits for its turn. */
  waiting = 0

  constructor(private readonly limits: Limits) {}

  /** Does the work for a caller, or rejects with TOO_MANY_REQUESTS or CANCELLED before it was begun. */
  async run<T>(caller: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.turn(caller, signal)
    try {
      return await work()
    } finally {
      this.running -= 1
      this.next()
    }
  }

  private turn(caller: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(cancelled())
    if (this.running < this.limits.concurrency) {
      this.running += 1
      return Promise.resolve()
    }
    if (this.waiting >= this.limits.maxWaiting && !this.makeRoom(caller)) return Promise.reject(full())
    return new Promise((resolve, reject) => {
      const hangUp = () => {
        this.remove(caller, waiting)
        reject(cancelled())
      }
      const waiting: Waiting = {
        start: () => {
          signal.removeEventListener('abort', hangUp)
          resolve()
        },
        refuse: (reason) => {
          signal.removeEventListener('abort', hangUp)
          reject(reason)
        },
      }
      signal.addEventListener('abort', hangUp)
      this.queues.set(caller, [...(this.queues.get(caller) ?? []), waiting])
      this.waiting += 1
    })
  }

  private next() {
    const [first] = this.queues
    if (!first) return
    const [caller, [waiting, ...rest]] = first
    // Moves the caller to the end of the queue.
    this.queues.delete(caller)
    if (rest.length > 0) this.queues.set(caller, rest)
    this.waiting -= 1
    this.running += 1
    waiting!.start()
  }

  /** Refuses the newest of whoever has most; not for somebody who would have as much. */
  private makeRoom(caller: string): boolean {
    const [[greedy, queue]] = [...this.queues].sort(([, a], [, b]) => b.length - a.length) as [
      [string, Waiting[]],
    ]
    if (queue.length <= (this.queues.get(caller)?.length ?? 0) + 1) return false
    const newest = queue.at(-1)!
    this.remove(greedy, newest)
    newest.refuse(full())
    return true
  }

  private remove(caller: string, waiting: Waiting) {
    const rest = this.queues.get(caller)!.filter((other) => other !== waiting)
    if (rest.length > 0) this.queues.set(caller, rest)
    else this.queues.delete(caller)
    this.waiting -= 1
  }
}
