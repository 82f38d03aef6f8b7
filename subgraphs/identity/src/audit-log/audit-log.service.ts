import type { Context } from '@vetgraph/kit/context'
import type { AuditFacts } from '@vetgraph/kit/events'
import { auditLog } from './audit-log.table.ts'

/** Adds what a subgraph has audited to the central log; an entry that is there stays as it is. */
export async function keepEntry(ctx: Context, entry: AuditFacts) {
  await ctx.db
    .insert(auditLog)
    .values({ ...entry, at: new Date(entry.at), receivedAt: ctx.now() })
    .onConflictDoNothing({ target: auditLog.id })
}
