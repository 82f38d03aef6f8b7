import type { Logger } from 'pino'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Viewer } from '@vetgraph/kit/context'
import { ErrorCode } from '@vetgraph/kit/errors'
import type { Ending, Events, Result, SubgraphLink } from '../link.ts'
import { Semaphore } from './semaphore.ts'
import type { LivePlan } from './plan.ts'
import { type Scope, scopeOf } from './scope.ts'
import { resync, Subscriber, withResync } from './subscriber.ts'

const hydrationsAtOnce = 8
const maxWait = 5_000

type Variables = Readonly<Record<string, unknown>>

/** Converts a result of the hub to the aliases of a subscriber. */
type Form = (result: Result) => Result

interface Asked {
  plan: LivePlan
  form: Form
  variables: Variables
  viewer: Viewer | null
  /** Called once, when the stream is over or was refused. */
  onLeave: () => void
}

interface Options {
  linkOf: (service: string) => SubgraphLink
  /** Completes one event with what the other subgraphs know; never rejects. */
  hydrate: (plan: LivePlan, variables: Variables, event: Result, viewer: Viewer | null) => Promise<Result>
  requestFor: (viewer: Viewer | null) => Parameters<SubgraphLink['subscribe']>[1]
  /** Makes a subgraph's refusal fit for a client. */
  present: (result: Result) => Result
  log: Logger
}

const isRefusal = ({ data, errors }: Result) =>
  Boolean(errors?.length) &&
  !Object.values(data ?? {}).some((value) => value !== null) &&
  !errors?.some(({ extensions }) => extensions?.['code'] === ErrorCode.UNAVAILABLE)

/**
 * One upstream subscription and one hydration per event, shared by all subscribers with the same subscription and the
 * same rights.
 */
class Hub {
  /** The subscribers, each with the conversion to its aliases. */
  private readonly subscribers = new Map<Subscriber, Form>()
  private readonly leaving = new AbortController()
  private stream: Events | null = null
  /** The subgraph's refusal, or null when the stream is open or being retried. */
  readonly opened: Promise<Result | null>

  constructor(
    private readonly plan: LivePlan,
    private readonly variables: Variables,
    private readonly scope: Scope,
    private readonly options: Options,
    private readonly onClosed: () => void,
  ) {
    this.opened = new Promise((resolve) => {
      void this.run(resolve)
    })
  }

  get size() {
    return this.subscribers.size
  }

  join(form: Form, onLeave: () => void): Subscriber {
    const subscriber: Subscriber = new Subscriber(() => {
      this.subscribers.delete(subscriber)
      onLeave()
      if (this.subscribers.size === 0) this.close()
    })
    this.subscribers.set(subscriber, form)
    return subscriber
  }

  close() {
    if (this.leaving.signal.aborted) return
    this.leaving.abort()
    this.onClosed()
    void this.stream?.return?.()
    for (const subscriber of this.subscribers.keys()) subscriber.end()
  }

  private broadcast(result: Result) {
    for (const [subscriber, form] of this.subscribers) subscriber.push(form(result))
  }

  /** Keeps the upstream open: one that ends or is lost is opened again, and the subscribers are told. */
  private async run(opened: (refusal: Result | null) => void) {
    let lost = false
    for (let attempt = 0; !this.leaving.signal.aborted; attempt++) {
      const answer = await this.open()
      const openedAt = performance.now()
      if (!(Symbol.asyncIterator in answer)) {
        if (isRefusal(answer)) {
          const refusal = this.options.present(answer)
          opened(refusal)
          if (lost) this.broadcast(refusal)
          this.close()
          return
        }
      } else {
        this.stream = answer
        if (this.leaving.signal.aborted) void answer.return?.()
        opened(null)
        if (lost) this.broadcast(resync)
        const { any, ending } = await this.pump(answer)
        if (ending === 'complete') return this.close()
        if (any || performance.now() - openedAt > maxWait) attempt = 0
      }
      opened(null)
      lost = true
      const wait = Math.min(maxWait, 50 * 2 ** attempt) * (0.75 + Math.random() / 2)
      await sleep(wait, undefined, { signal: this.leaving.signal }).catch(() => {})
    }
  }

  private async open() {
    const { query, operationName, service, variableUsages } = this.plan
    const variables = Object.fromEntries(
      variableUsages.flatMap((name) => (name in this.variables ? [[name, this.variables[name]]] : [])),
    )
    const request = this.options.requestFor(this.scope.viewer)
    try {
      return await this.options
        .linkOf(service)
        .subscribe({ query, ...(operationName ? { operationName } : {}), variables }, request)
    } catch (error) {
      this.options.log.error(
        { err: error, requestId: request.requestId },
        'a subscription could not be opened',
      )
      return { data: null }
    }
  }

  /**
   * Delivers events in order while several are hydrated concurrently; returns whether there were any, and how the
   * stream ended.
   */
  private async pump(stream: Events): Promise<{ any: boolean; ending: Ending }> {
    const semaphore = new Semaphore(hydrationsAtOnce)
    let delivered = Promise.resolve()
    let any = false
    let ending: Ending
    try {
      for (;;) {
        await semaphore.acquire()
        const step = await stream.next()
        if (step.done) {
          ending = step.value
          break
        }
        any = true
        const event = step.value
        const hydrated = this.options.hydrate(this.plan, this.variables, event, this.scope.viewer)
        delivered = delivered.then(async () => {
          const result = await hydrated
          this.broadcast(event.extensions?.['resync'] ? withResync(result) : result)
          semaphore.release()
        })
      }
    } catch (error) {
      this.options.log.error({ err: error }, 'an upstream failed')
    }
    await delivered
    return { any, ending }
  }
}

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}

/** All live streams of this gateway. */
export class Hubs {
  private readonly open = new Map<string, Hub>()

  constructor(private readonly options: Options) {}

  /** A stream for one more subscriber, or the answer by which the subgraph refuses. */
  async subscribe({ plan, form, variables, viewer, onLeave }: Asked): Promise<Subscriber | Result> {
    const scope = scopeOf(viewer, plan)
    const key = JSON.stringify([plan.key, canonical(variables), scope.key])
    let hub = this.open.get(key)
    if (!hub) {
      const fresh: Hub = new Hub(plan, variables, scope, this.options, () => {
        if (this.open.get(key) === fresh) this.open.delete(key)
      })
      hub = fresh
      this.open.set(key, hub)
    }
    const subscriber = hub.join(form, onLeave)
    const refusal = await hub.opened
    if (!refusal) return subscriber
    await subscriber.return()
    return form(refusal)
  }

  /** Open hubs and their subscribers, for health and tests. */
  get size() {
    const subscribers = [...this.open.values()].reduce((sum, hub) => sum + hub.size, 0)
    return { hubs: this.open.size, subscribers }
  }

  close() {
    for (const hub of [...this.open.values()]) hub.close()
  }
}
