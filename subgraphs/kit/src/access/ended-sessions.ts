import { setTimeout as sleep } from 'node:timers/promises'
import type { FormattedExecutionResult } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { accessTokenSeconds } from './access-token.ts'

/** Identity's field for the hospital's own processes: first all sessions that ended lately, then each that ends. */
export const endedSessionsOperation = { query: 'subscription { sessionsEnded }' }

type Told = Pick<FormattedExecutionResult, 'data' | 'errors'>

type Answer = AsyncIterator<Told> | Told

const most = 20_000
const maxWait = 1_000

/**
 * The sessions that ended while an access token of theirs may still be valid; each process that
 * verifies tokens keeps its own. Identity tells all of them anew whenever the connection to it was
 * lost, so that neither a restart nor a missed signal lets somebody in again (AU3).
 */
export class EndedSessions {
  private readonly ended = new LRUCache<string, true>({ max: most, ttl: accessTokenSeconds * 1000 })
  private readonly waiting = new Map<string, Set<() => void>>()
  private readonly stopping = new AbortController()
  private stream: AsyncIterator<Told> | null = null

  has(sessionId: string): boolean {
    return this.ended.has(sessionId)
  }

  add(sessionId: string) {
    this.ended.set(sessionId, true)
    for (const callback of this.waiting.get(sessionId) ?? []) callback()
    this.waiting.delete(sessionId)
  }

  /** Calls back once the session has ended; answers how to wait no longer. */
  whenEnded(sessionId: string, callback: () => void): () => void {
    if (this.has(sessionId)) callback()
    const callbacks = this.waiting.get(sessionId) ?? new Set()
    this.waiting.set(sessionId, callbacks.add(callback))
    return () => {
      callbacks.delete(callback)
      if (callbacks.size === 0 && this.waiting.get(sessionId) === callbacks) this.waiting.delete(sessionId)
    }
  }

  /** How many sessions are being waited for; tests show that leaving forgets them. */
  get size() {
    return this.waiting.size
  }

  /** Hears identity until `stop`. Resolves when all is known, or identity cannot be asked yet. */
  follow(open: () => Promise<Answer>, log: Logger): Promise<void> {
    return new Promise((resolve) => {
      void this.run(open, log, resolve)
    })
  }

  async stop() {
    this.stopping.abort()
    await this.stream?.return?.()
  }

  private async run(open: () => Promise<Answer>, log: Logger, known: () => void) {
    const { signal } = this.stopping
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        const answer = await open()
        if ('next' in answer) {
          this.stream = answer
          if (signal.aborted) await answer.return?.()
          await this.hear(answer, () => {
            attempt = 0
            known()
          })
        } else log.debug({ errors: answer.errors }, 'identity does not say which sessions have ended')
      } catch (error) {
        log.debug({ err: error }, 'identity does not say which sessions have ended')
      }
      known()
      if (attempt === 5) log.warn('for a while identity has not said which sessions have ended')
      await sleep(Math.min(maxWait, 50 * 2 ** attempt), undefined, { signal }).catch(() => {})
    }
  }

  private async hear(stream: AsyncIterator<Told>, heard: () => void) {
    for (;;) {
      const step = await stream.next()
      if (step.done) return
      const { data, errors } = step.value
      if (errors) throw new Error(errors[0]?.message)
      const ids = data?.['sessionsEnded'] as string[] | undefined
      if (!ids) continue
      for (const id of ids) this.add(id)
      heard()
    }
  }
}
