import { type Page, type PageArgs, pageOf } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { AuditLogFilter } from './audit-entry.types.ts'
import { auditLog } from './audit-log.table.ts'
import { noteLogRead } from './log-reading.service.ts'

export type AuditLogRow = typeof auditLog.$inferSelect

function matching(filter: AuditLogFilter): SQL | undefined {
  const { actorId, entity, entityId, action, subgraph, from, to } = filter
  return and(
    actorId ? eq(auditLog.actorId, asId(actorId)) : undefined,
    entity ? eq(auditLog.entity, entity) : undefined,
    entityId ? eq(auditLog.entityId, entityId) : undefined,
    action ? eq(auditLog.action, action) : undefined,
    subgraph ? eq(auditLog.subgraph, subgraph) : undefined,
    from ? gte(auditLog.at, from) : undefined,
    to ? lt(auditLog.at, to) : undefined,
  )
}

/** Entries of the log, latest first. */
export function pageOfLog(ctx: Context, page: PageArgs, filter: AuditLogFilter): Promise<Page<AuditLogRow>> {
  const wanted = matching(filter)
  return pageOf<AuditLogRow>(page, {
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

/** What was done in the whole hospital, latest first; that somebody read it stands in it too (C1). */
export async function listAuditLog(
  ctx: Context,
  page: PageArgs,
  filter: AuditLogFilter,
): Promise<Page<AuditLogRow>> {
  authorize(ctx, 'audit:read')
  const answer = await pageOfLog(ctx, page, filter)
  await noteLogRead(ctx, filter)
  return answer
}

/** The values of a column that the log has, each found by one step in its index. */
const valuesOf = (ctx: Context, column: 'action' | 'entity') =>
  ctx.db.execute<{ value: string }>(sql`
    with recursive known as (
      select min(${sql.identifier(column)}) as value from ${auditLog}
      union all
      select (select min(${sql.identifier(column)}) from ${auditLog} where ${sql.identifier(column)} > known.value)
      from known where known.value is not null
    )
    select value from known where value is not null`)

/** The entity types and actions that occur in the log, for filters. */
export async function findAuditTerms(ctx: Context) {
  authorize(ctx, 'audit:read')
  const [actions, entities] = await Promise.all([valuesOf(ctx, 'action'), valuesOf(ctx, 'entity')])
  return { actions: actions.map(({ value }) => value), entities: entities.map(({ value }) => value) }
}
