import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { addMinutes } from '@vetgraph/kit/time'
import { and, eq, gte, sql } from 'drizzle-orm'
import { auditEntries } from '../kit.table.ts'
import type { AuditLogFilter } from './audit-entry.types.ts'

const sameReadingMinutes = 10
const action = 'audit-log.read'
const theLog = { entity: 'AuditLog', entityId: '*' }

/** The filter without its empty fields. */
const asked = (filter: AuditLogFilter): string =>
  JSON.stringify(filter, (_name, value: unknown) => value ?? undefined)

/** Audits reading the log, once in ten minutes for the same filter (C1), so that paging does not fill it. */
export async function noteLogRead(ctx: Context, filter: AuditLogFilter) {
  const { viewer } = ctx
  if (!viewer || viewer.kind === 'system') return
  const part = asked(filter)
  const [noted] = await ctx.db
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.entity, theLog.entity),
        eq(auditEntries.entityId, theLog.entityId),
        gte(auditEntries.at, addMinutes(ctx.now(), -sameReadingMinutes)),
        eq(auditEntries.action, action),
        eq(auditEntries.sessionId, viewer.sessionId),
        sql`${auditEntries.after} = ${part}::jsonb`,
      ),
    )
    .limit(1)
  if (noted) return
  await auditRead(ctx, action, [{ ...theLog, after: JSON.parse(part) as unknown }])
}
