import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'

/** Background work of a subgraph; it may run more than once and must be idempotent. */
export type Work = Readonly<Record<string, (ctx: Context, payload: never) => Promise<void>>>

/** Work that comes by itself: a cron expression in UTC for each name. */
export type Crons = Readonly<Record<string, string>>

interface When {
  /** A job planned under the same key replaces an earlier one that has not started. */
  key?: string
  at?: Date
}

/** Plans work of this subgraph in the open transaction: it comes if and only if the change does. */
export async function plan(
  ctx: Context,
  name: string,
  payload: Readonly<Record<string, unknown>>,
  { key, at }: When = {},
) {
  if (!ctx.inTransaction) throw new Error(`plan(${name}) outside a transaction`)
  await ctx.db.execute(sql`
    select vetgraph.add_work(${`${ctx.subgraph}:${name}`}, ${JSON.stringify(payload)}::json,
      ${key ? `${ctx.subgraph}:${name}:${key}` : null}, ${at?.toISOString() ?? null}::timestamptz)`)
}
