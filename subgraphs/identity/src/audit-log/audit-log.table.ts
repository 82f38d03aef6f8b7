import { instant } from '@vetgraph/kit/tables'
import { bigint, index, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'

/** What every subgraph has audited, in one place and in the order of arrival; append-only by missing rights. */
export const auditLog = identitySchema.table(
  'audit_log',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The entry's id in the subgraph that wrote it. */
    id: uuid('id').notNull().unique('audit_log_entry_once'),
    at: instant('at').notNull(),
    receivedAt: instant('received_at').notNull(),
    subgraph: text('subgraph').notNull(),
    action: text('action').notNull(),
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    actorId: uuid('actor_id'),
    sessionId: text('session_id'),
    requestId: text('request_id').notNull(),
    ip: text('ip').notNull(),
    userAgent: text('user_agent').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (table) => [
    index('audit_log_of_entity').on(table.entity, table.entityId, table.at),
    index('audit_log_of_actor').on(table.actorId, table.at),
    index('audit_log_by_time').on(table.at),
  ],
)
