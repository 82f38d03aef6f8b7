import type { Context } from '@vetgraph/kit/context'
import type { AuditFacts } from '@vetgraph/kit/contracts/events'
import type { SubgraphName } from '@vetgraph/kit/contracts/subgraph-names'
import { auditLog } from './audit-log.table.ts'

/** An audit entry with the subgraph that wrote it. */
export type LoggedFacts = AuditFacts & { subgraph: SubgraphName }

/** Adds what a subgraph has audited to the central log; an entry that is there stays as it is. */
export async function keepEntry(ctx: Context, entry: LoggedFacts) {
  await ctx.db
    .insert(auditLog)
    .values({ ...entry, at: new Date(entry.at), receivedAt: ctx.now() })
    .onConflictDoNothing({ target: auditLog.id })
}
