import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Context } from './context.ts'
import { emit } from './events.ts'

export interface AuditEntry {
  /** The noun, as the graph names it: `Appointment`. */
  entity: string
  entityId: string
  before?: unknown
  after?: unknown
}

/** Writes who did what to which thing, in the transaction that does it; never call it outside one. */
export async function audit(ctx: Context, action: string, { entity, entityId, before, after }: AuditEntry) {
  if (!ctx.inTransaction) throw new Error(`audit(${action}) outside a transaction`)
  const entry = {
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
  }
  await ctx.db.execute(sql`
    insert into ${sql.identifier(ctx.subgraph)}.audit_entries
      (id, at, action, entity, entity_id, actor_id, session_id, request_id, ip, user_agent, before, after)
    values (${entry.id}, ${entry.at}, ${action}, ${entity}, ${entityId}, ${entry.actorId}, ${entry.sessionId},
      ${entry.requestId}, ${entry.ip}, ${entry.userAgent},
      ${JSON.stringify(entry.before)}::jsonb, ${JSON.stringify(entry.after)}::jsonb)`)
  await emit(ctx, 'audit.recorded', entry.id, { ...entry, subgraph: ctx.subgraph })
}
