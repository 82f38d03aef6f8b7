import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { channelOf, type Signal, textOf } from './live.ts'

/** Tells every process that something changed, when and only when the transaction commits. */
export async function signal(ctx: Context, topic: string, signal: Signal) {
  if (!ctx.live.isByRedis) return notify(ctx, topic, signal)
  if (!ctx.inTransaction) throw new Error(`signal(${topic}) outside a transaction`)
  ctx.signals.push(textOf(topic, signal))
}

/** A signal that is part of the transaction itself: PostgreSQL carries it even where there is Redis. */
export const notify = (ctx: Context, topic: string, signal: Signal) => notifyAll(ctx, topic, [signal])

/** The same of many, in one statement. */
export async function notifyAll(ctx: Context, topic: string, signals: readonly Signal[]) {
  if (!ctx.inTransaction) throw new Error(`signal(${topic}) outside a transaction`)
  if (signals.length === 0) return
  const texts = signals.map((signal) => textOf(topic, signal))
  await ctx.db.execute(sql`
    select pg_notify(${channelOf(ctx.subgraph)}, text) from json_array_elements_text(${JSON.stringify(texts)}::json) text`)
}

/** The `subscribe` of a subscription field that takes nothing but a `filter`. */
export const hears =
  <Filter>(listen: (ctx: Context, filter: Filter | null) => AsyncIterableIterator<Signal>) =>
  ({ args, context }: { args: unknown; context: unknown }) =>
    listen(context as Context, (args as { filter?: Filter }).filter ?? null)
