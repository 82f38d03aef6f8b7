import type { Logger } from 'pino'
import { metrics } from '@vetgraph/kit/telemetry/metrics'

/** More failures than a restart causes, and fewer than a page full of users would wait for. */
const failuresInARow = 5
const tryAgainAfter = 1_000

interface Options {
  subgraph: string
  /** Whether it says that it is ready. */
  isBack: () => Promise<boolean>
  log: Logger
}

/**
 * A circuit breaker: stops sending requests to a subgraph that has not answered several times in a row and is not ready
 * either, until it is ready again. A subgraph that is alive but slow, because it compares passwords, is still asked.
 */
export class Breaker {
  private failures = 0
  private waiting: NodeJS.Timeout | null = null
  private checking = false
  private ended = false

  constructor(private readonly options: Options) {
    metrics?.leftAlone(options.subgraph, false)
  }

  /** The breaker is open: no requests are sent. */
  get isOpen() {
    return this.waiting !== null
  }

  /** Records the outcome of a request; an error response counts as an answer. */
  note(answered: boolean) {
    this.failures = answered ? 0 : this.failures + 1
    if (this.failures < failuresInARow || this.isOpen || this.checking || this.ended) return
    void this.check()
  }

  /** Asks whether it is dead or only slow. */
  private async check() {
    const { subgraph, isBack, log } = this.options
    this.checking = true
    const isAlive = await isBack()
    this.checking = false
    this.failures = 0
    if (isAlive || this.ended) return
    log.warn({ subgraph }, 'a subgraph does not answer; it is not asked until it is ready again')
    metrics?.leftAlone(subgraph, true)
    this.wait()
  }

  close() {
    this.ended = true
    if (this.waiting) clearTimeout(this.waiting)
  }

  private wait() {
    this.waiting = setTimeout(() => void this.tryAgain(), tryAgainAfter).unref()
  }

  /** Probes readiness itself, so that no request has to wait for a subgraph that is still down. */
  private async tryAgain() {
    const { subgraph, isBack, log } = this.options
    const back = await isBack()
    if (this.ended) return
    if (!back) return this.wait()
    this.waiting = null
    this.failures = 0
    log.warn({ subgraph }, 'a subgraph is ready again; it is asked as before')
    metrics?.leftAlone(subgraph, false)
  }
}
