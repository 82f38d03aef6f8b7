import { sql } from 'drizzle-orm'
import type postgres from 'postgres'
import type { Context } from './context.ts'

/** What a signal carries: ids and small facts; readers fetch the rest as their viewer may see it. */
export type Signal = Readonly<Record<string, unknown>>

/** Tells a subscriber that signals may have been missed: read again. */
export const resync = Symbol('resync')

const queueLimit = 1000

/** Signals of one topic for one subscriber. The queue is bounded: what overflows becomes one resync. */
class Listener implements AsyncIterableIterator<Signal | typeof resync> {
  private queue: Array<Signal | typeof resync> = []
  private waiting: ((result: IteratorResult<Signal | typeof resync>) => void) | null = null
  private done = false

  constructor(private readonly onClose: () => void) {}

  push(signal: Signal | typeof resync) {
    if (this.done) return
    if (this.waiting) {
      this.waiting({ value: signal, done: false })
      this.waiting = null
    } else if (this.queue.length >= queueLimit) {
      this.queue = [resync]
    } else {
      this.queue.push(signal)
    }
  }

  next(): Promise<IteratorResult<Signal | typeof resync>> {
    if (this.done) return Promise.resolve({ value: undefined, done: true })
    const value = this.queue.shift()
    if (value !== undefined) return Promise.resolve({ value, done: false })
    return new Promise((resolve) => {
      this.waiting = resolve
    })
  }

  return(): Promise<IteratorResult<Signal | typeof resync>> {
    if (!this.done) {
      this.done = true
      this.queue = []
      this.onClose()
      this.waiting?.({ value: undefined, done: true })
      this.waiting = null
    }
    return Promise.resolve({ value: undefined, done: true })
  }

  [Symbol.asyncIterator]() {
    return this
  }
}

/** The signals of one subgraph: sent in the transaction that causes them, heard by every process. */
export class Live {
  private readonly topics = new Map<string, Set<Listener>>()
  private subscription: { unlisten: () => Promise<void> } | null = null

  constructor(private readonly channel: string) {}

  /** Listens on the database; after a lost connection every subscriber is told to read again. */
  async listen(client: postgres.Sql) {
    let first = true
    this.subscription = await client.listen(
      this.channel,
      (text) => {
        const { topic, signal } = JSON.parse(text) as { topic: string; signal: Signal }
        this.publish(topic, signal)
      },
      () => {
        if (!first) for (const topic of this.topics.keys()) this.publish(topic, resync)
        first = false
      },
    )
  }

  publish(topic: string, signal: Signal | typeof resync) {
    for (const listener of this.topics.get(topic) ?? []) listener.push(signal)
  }

  subscribe(topic: string): AsyncIterableIterator<Signal | typeof resync> {
    const listeners = this.topics.get(topic) ?? new Set()
    this.topics.set(topic, listeners)
    const listener = new Listener(() => {
      listeners.delete(listener)
      if (listeners.size === 0) this.topics.delete(topic)
    })
    listeners.add(listener)
    return listener
  }

  /** Open subscriptions; tests show that leaving closes them. */
  get size() {
    return [...this.topics.values()].reduce((sum, listeners) => sum + listeners.size, 0)
  }

  async close() {
    await this.subscription?.unlisten()
    for (const listeners of this.topics.values())
      for (const listener of [...listeners]) await listener.return()
  }
}

export const channelOf = (subgraph: string) => `vetgraph_${subgraph}`

/** Tells every process that something changed, when and only when the transaction commits. */
export async function signal(ctx: Context, topic: string, signal: Signal) {
  if (!ctx.inTransaction) throw new Error(`signal(${topic}) outside a transaction`)
  await ctx.db.execute(
    sql`select pg_notify(${channelOf(ctx.subgraph)}, ${JSON.stringify({ topic, signal })})`,
  )
}

/**
 * The source of a subscription field: the topic's signals that pass the filter. It ends when signals
 * may have been missed; the gateway then subscribes again and tells its subscribers to read again.
 * A plain iterator, because a generator would queue `return()` behind a pending `next()` and leak.
 */
export function heard<T extends Signal>(
  live: Live,
  topic: string,
  wanted: (signal: T) => boolean,
): AsyncIterableIterator<T> & { return(): Promise<IteratorResult<T>> } {
  const source = live.subscribe(topic)
  return {
    async next() {
      for (;;) {
        const heard = await source.next()
        if (heard.done) return { value: undefined, done: true }
        const { value } = heard
        if (value === resync) return this.return()
        if (wanted(value as T)) return { value: value as T, done: false }
      }
    },
    async return() {
      await source.return?.()
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** The `subscribe` of a subscription field that takes nothing but a `filter`. */
export const hears =
  <Filter>(listen: (ctx: Context, filter: Filter | null) => AsyncIterableIterator<Signal>) =>
  ({ args, context }: { args: unknown; context: unknown }) =>
    listen(context as Context, (args as { filter?: Filter }).filter ?? null)
