import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Context } from '../context.ts'

const maxBatch = 1_000

/**
 * Deletes expired rows by an indexed condition, in batches that are transactions of their own, so that locks are short.
 * Rows renewed meanwhile stay.
 */
export async function sweep(ctx: Context, table: PgTable | SQL, isOver: SQL) {
  for (;;) {
    const { count } = await ctx.db.execute(sql`
      delete from ${table}
      where ctid = any (array(select ctid from ${table} where ${isOver} limit ${maxBatch})) and ${isOver}`)
    if (count < maxBatch) return
  }
}
