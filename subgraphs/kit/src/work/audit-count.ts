import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Context } from '../context.ts'
import { transact } from '../database/db.ts'
import { type AuditDay, emit } from '../contracts/events.ts'

/** How many whole days before today are compared. */
const comparedDays = 40

/** The audit entries of a table by days, today left out: those may still be on their way. */
export const auditDays = (ctx: Context, table: ReturnType<typeof sql>) =>
  ctx.db.execute<Record<string, unknown> & AuditDay>(sql`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as entries,
      md5(string_agg(id::text, ',' order by id)) as digest
    from ${table}
      and at >= date_trunc('day', ${ctx.now().toISOString()}::timestamptz, 'UTC') - ${comparedDays} * interval '1 day'
      and at < date_trunc('day', ${ctx.now().toISOString()}::timestamptz, 'UTC')
    group by day order by day`)

/** Tells identity every night what this subgraph has audited, so that an entry that never reached the central log is found. */
export async function countAudit(ctx: Context) {
  await transact(ctx, async (ctx) => {
    const days = await auditDays(ctx, sql`${sql.identifier(ctx.subgraph)}.audit_entries where true`)
    await emit(ctx, 'audit.counted', uuidv7(), { days: [...days] })
  })
}
