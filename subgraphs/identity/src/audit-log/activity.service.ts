import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { can } from '@vetgraph/kit/permissions'
import { and, eq } from 'drizzle-orm'
import { auditLog } from './audit-log.table.ts'

type Entry = typeof auditLog.$inferSelect

/** What somebody did, latest first: for oneself, and for those who may read the audit log; else null. */
export async function listActivity(
  ctx: Context,
  { id }: { id: string },
  page: PageArgs,
): Promise<Page<Entry> | null> {
  if (ctx.viewer?.userId !== id && !can(ctx.viewer, 'audit:read')) return null
  const wanted = eq(auditLog.actorId, id)
  return pageOf<Entry>(page, {
    key: auditLog.at,
    id: auditLog.id,
    direction: 'desc',
    keyOf: ({ at }) => at,
    read: ({ where, orderBy, limit }) =>
      ctx.db
        .select()
        .from(auditLog)
        .where(and(wanted, where))
        .orderBy(...orderBy)
        .limit(limit),
    count: () => ctx.db.$count(auditLog, wanted),
  })
}
