import { audit } from '@vetgraph/kit/work/audit'
import { auditDays } from '@vetgraph/kit/work/audit-count'
import type { AuditDay } from '@vetgraph/kit/contracts/events'
import type { Context } from '@vetgraph/kit/context'
import type { SubgraphName } from '@vetgraph/kit/contracts/subgraph-names'
import { sql } from 'drizzle-orm'
import { auditLog } from './audit-log.table.ts'

/** Compares what a subgraph says it has audited with what arrived here; a difference is an alarm and an entry (C1). */
export async function compareWithLog(ctx: Context, subgraph: SubgraphName, told: readonly AuditDay[]) {
  const kept = new Map(
    (await auditDays(ctx, sql`${auditLog} where subgraph = ${subgraph}`)).map((day) => [day.day, day]),
  )
  const differing = told
    .filter(({ day, digest }) => kept.get(day)?.digest !== digest)
    .map(({ day, entries }) => ({ day, written: entries, arrived: kept.get(day)?.entries ?? 0 }))
  if (differing.length === 0) return
  ctx.log.error({ subgraph, days: differing }, 'the audit log lacks entries that a subgraph has written')
  await audit(ctx, 'audit-log.incomplete', {
    entity: 'AuditLog',
    entityId: '*',
    after: { subgraph, days: differing },
  })
}
