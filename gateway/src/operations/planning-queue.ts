import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError, ErrorCode } from '@vetgraph/kit/errors'

/** The maximum length of one caller's queue. */
const maxWaiting = 100

const tooManyAtOnce = () =>
  new DomainError(
    ErrorCode.TOO_MANY_REQUESTS,
    'Too many new operations at once. Send them one after the other.',
    {
      retryAfterSeconds: 1,
      policy: 'new-operations',
      limit: maxWaiting,
    },
  )

/**
 * Parsing and planning new operations blocks the event loop: this queue runs one task at a time, callers in turn (round
 * robin), with a pause after each that leaves most of the time to other requests.
 */
export class PlanningQueue {
  private readonly waiting = new Map<string, Array<() => Promise<void>>>()
  private isRunning = false

  /** The pause after a piece of work is that multiple of the time that it took. */
  constructor(private readonly pausePerWork = 2) {}

  run<T>(caller: string, work: () => T | Promise<T>): Promise<T> {
    const queue = this.waiting.get(caller) ?? []
    if (queue.length >= maxWaiting) return Promise.reject(tooManyAtOnce())
    this.waiting.set(caller, queue)
    return new Promise<T>((resolve, reject) => {
      queue.push(async () => {
        try {
          resolve(await work())
        } catch (error) {
          reject(error as Error)
        }
      })
      if (!this.isRunning) void this.runAll()
    })
  }

  private async runAll() {
    this.isRunning = true
    for (let next = this.next(); next; next = this.next()) {
      const startedAt = performance.now()
      await next()
      await sleep((performance.now() - startedAt) * this.pausePerWork)
    }
    this.isRunning = false
  }

  /** The next task, from the caller whose turn it is. */
  private next() {
    const [first] = this.waiting
    if (!first) return undefined
    const [caller, queue] = first
    const work = queue.shift()
    this.waiting.delete(caller)
    if (queue.length > 0) this.waiting.set(caller, queue)
    return work
  }
}
