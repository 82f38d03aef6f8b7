import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError, ErrorCode } from '@vetgraph/kit/errors'

/** How many pieces of work one caller may have waiting. */
const maxWaiting = 100

/** The pause after a piece of work, as a multiple of the time that it took. */
const pausePerWork = 2

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
 * Reading and planning new operations blocks the event loop: it is done one piece at a time, for each caller in turn,
 * with a pause after each that leaves most of the time to everything else.
 */
export class PlanningQueue {
  private readonly waiting = new Map<string, Array<() => Promise<void>>>()
  private isRunning = false

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
      await sleep((performance.now() - startedAt) * pausePerWork)
    }
    this.isRunning = false
  }

  /** The first piece of the caller who has waited longest for a turn. */
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
