import { bytes, instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'

/** What every subgraph has audited, in one place and in the order of arrival; append-only by missing rights. */
export const auditLog = identitySchema.table(
  'audit_log',
  {
    /** Without gaps, given by the trigger that also chains the entry to the one before. */
    position: bigint('position', { mode: 'number' }).primaryKey().default(0),
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
    /** SHA-256 over the hash of the entry before and all of this entry; set by the trigger. */
    hash: bytes('hash')
      .notNull()
      .default(sql`''::bytea`),
  },
  (table) => [
    index('audit_log_of_entity').on(table.entity, table.entityId, table.at),
    index('audit_log_of_actor').on(table.actorId, table.at),
    index('audit_log_of_action').on(table.action, table.at),
    index('audit_log_by_time').on(table.at),
  ],
)

/** Where the chain ends: one row, kept by the trigger alone, so that a truncated log is noticed (C1). */
export const auditHead = identitySchema.table(
  'audit_head',
  {
    id: integer('id').primaryKey().default(1),
    position: bigint('position', { mode: 'number' }).notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [check('audit_head_once', sql`${table.id} = 1`)],
)

/** How the log can turn out to have been tampered with. */
export enum BreakReason {
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
  TRUNCATED = 'TRUNCATED',
  ADDED = 'ADDED',
  REWRITTEN = 'REWRITTEN',
}
