import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Context } from './context.ts'

const maxBatch = 1_000

/**
 * Removes what is no longer kept, by a condition that an index serves: so many rows a statement, each a transaction of its
 * own, so that nobody waits long for a lock. What is renewed meanwhile stays.
 */
export async function sweep(ctx: Context, table: PgTable | SQL, isOver: SQL) {
  for (;;) {
    const { count } = await ctx.db.execute(sql`
      delete from ${table}
      where ctid = any (array(select ctid from ${table} where ${isOver} limit ${maxBatch})) and ${isOver}`)
    if (count < maxBatch) return
  }
}
