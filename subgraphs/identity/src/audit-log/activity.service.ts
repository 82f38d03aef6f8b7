import type { Page, PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { can } from '@vetgraph/kit/access/authorize'
import { type AuditLogRow, pageOfLog } from './log-page.service.ts'
import { noteLogRead } from './log-reading.service.ts'

/** What somebody did, latest first: for oneself, and for those who may read the audit log; else null. */
export async function listActivity(
  ctx: Context,
  { id }: { id: string },
  page: PageArgs,
): Promise<Page<AuditLogRow> | null> {
  const own = ctx.viewer?.userId === id
  if (!own && !can(ctx.viewer, 'audit:read')) return null
  const activity = await pageOfLog(ctx, page, { actorId: id })
  if (!own) await noteLogRead(ctx, { actorId: id })
  return activity
}
