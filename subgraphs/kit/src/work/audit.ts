import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Context } from '../context.ts'
import { emitAll } from '../contracts/events.ts'

export interface AuditEntry {
  /** The noun, as the graph names it: `Appointment`. */
  entity: string
  entityId: string
  before?: unknown
  after?: unknown
}

/** Writes who did what to which thing, in the transaction that does it; never call it outside one. */
export const audit = (ctx: Context, action: string, entry: AuditEntry) => auditAll(ctx, action, [entry])

/** Writes that the same was done to many things, in two statements. */
export async function auditAll(ctx: Context, action: string, entries: readonly AuditEntry[]) {
  if (!ctx.inTransaction) throw new Error(`audit(${action}) outside a transaction`)
  if (entries.length === 0) return
  const recorded = entries.map(({ entity, entityId, before, after }) => ({
    id: uuidv7(),
    at: ctx.now().toISOString(),
    action,
    entity,
    entityId,
    actorId: ctx.viewer?.userId ?? null,
    sessionId: ctx.viewer?.sessionId ?? null,
    requestId: ctx.requestId,
    ip: ctx.ip,
    userAgent: ctx.userAgent.slice(0, 400),
    before: before ?? null,
    after: after ?? null,
  }))
  await ctx.db.execute(sql`
    insert into ${sql.identifier(ctx.subgraph)}.audit_entries
      (id, at, action, entity, entity_id, actor_id, session_id, request_id, ip, user_agent, before, after)
    select id, at, action, entity, "entityId", "actorId", "sessionId", "requestId", ip, "userAgent",
      coalesce(before, 'null'), coalesce(after, 'null')
    from jsonb_to_recordset(${JSON.stringify(recorded)}::jsonb) as entry (
      id uuid, at timestamptz, action text, entity text, "entityId" text, "actorId" uuid, "sessionId" text,
      "requestId" text, ip text, "userAgent" text, before jsonb, after jsonb)`)
  await emitAll(ctx, 'audit.recorded', recorded)
}

/** Writes that somebody read something: without `transact`, which would drop what the request has loaded although nothing changed. */
export const auditRead = (ctx: Context, action: string, entries: readonly AuditEntry[]): Promise<void> =>
  ctx.db.transaction((db) => auditAll({ ...ctx, db, inTransaction: true }, action, entries))
