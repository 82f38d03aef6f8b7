import type postgres from 'postgres'
import type { RedisSignals } from './redis-signals.ts'

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

/** PostgreSQL carries 7,999 bytes; what is larger becomes: read again. */
const maxText = 7_999

/** A signal as it travels. */
export const textOf = (topic: string, signal: Signal) => {
  const text = JSON.stringify({ topic, signal })
  return Buffer.byteLength(text) <= maxText ? text : JSON.stringify({ topic })
}

/**
 * The signals of one subgraph, heard by every process. PostgreSQL carries them, or Redis where there is
 * one; every process hears both, so that each sender can do without Redis while it is away.
 */
export class Live {
  private readonly topics = new Map<string, Set<Listener>>()
  private subscription: { unlisten: () => Promise<void> } | null = null
  private sending: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly channel: string,
    private readonly client: postgres.Sql,
    private readonly redis: RedisSignals | null = null,
  ) {}

  /** Listens; after a lost connection every subscriber is told to read again. */
  async listen() {
    const onText = (text: string) => {
      const { topic, signal } = JSON.parse(text) as { topic: string; signal?: Signal }
      this.publish(topic, signal ?? resync)
    }
    const onGap = () => {
      for (const topic of this.topics.keys()) this.publish(topic, resync)
    }
    this.subscription = await this.client.listen(this.channel, onText, onGap)
    await this.redis?.listen(this.channel, { onText, onGap })
  }

  get isByRedis() {
    return this.redis !== null
  }

  /**
   * Sends by Redis what a transaction has signalled, now that it is committed; by PostgreSQL when Redis
   * does not take it. Nobody waits for this. A crash between commit and sending costs no fact: a
   * screen shows what it showed, until the next signal or its next reading.
   */
  send(texts: readonly string[]) {
    const sent = texts.map((text) =>
      this.redis?.send(this.channel, text).catch(async () => {
        await this.client`select pg_notify(${this.channel}, ${text})`.catch(() => {})
      }),
    )
    // Without the results, or each would hold those of all before it.
    if (sent.length > 0) this.sending = Promise.all([this.sending, ...sent]).then(() => {})
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
    await this.sending
    await this.redis?.unlisten(this.channel)
    await this.subscription?.unlisten()
    for (const listeners of this.topics.values())
      for (const listener of [...listeners]) await listener.return()
  }
}

export const channelOf = (subgraph: string) => `vetgraph_${subgraph}`

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

/**
 * The source of a subscription field that first says how things stand, and then what changes. The
 * signals are heard before the first reading, so that none is missed in between.
 */
export function standing<T, S extends Signal>(
  read: () => Promise<T>,
  signals: ReturnType<typeof heard<S>>,
  changeOf: (signal: S) => T,
): AsyncIterableIterator<T> {
  let started = false
  return {
    async next() {
      if (!started) {
        started = true
        try {
          return { value: await read(), done: false }
        } catch (error) {
          await signals.return()
          throw error
        }
      }
      const { value, done } = (await signals.next()) as IteratorResult<S, undefined>
      return done ? { value: undefined, done } : { value: changeOf(value), done: false }
    },
    async return() {
      await signals.return()
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
