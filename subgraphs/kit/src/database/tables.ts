import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import {
  customType,
  index,
  integer,
  jsonb,
  type PgSchema,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** Bytes as they are. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** An instant; written from `ctx.now()`, never from the database's clock. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** What a row has that people change: `writing` keeps it. */
export const saves = () => ({
  version: integer('version').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

/** The version of the owner's row that a copy shows; 0 is older than any, for a copy whose version is not known. */
export const refVersion = () => integer('version').notNull().default(0)

/** The condition that a text is a value of the enum or one of these, for `check(...)`. */
export const oneOf = (
  column: AnyColumn | SQL,
  values: Readonly<Record<string, string>> | readonly string[],
) =>
  sql`${column} in (${sql.raw(
    Object.values(values)
      .map((value) => `'${value}'`)
      .join(', '),
  )})`

/**
 * The tables that every subgraph has in its own schema: audit entries (append-only by missing
 * rights), and the answers kept by idempotency key.
 */
export function kitTables(schema: PgSchema) {
  return {
    auditEntries: schema.table(
      'audit_entries',
      {
        id: uuid('id').primaryKey(),
        at: instant('at').notNull(),
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
        index('audit_entries_entity').on(table.entity, table.entityId, table.at),
        index('audit_entries_by_time').on(table.at),
      ],
    ),
    idempotencyKeys: schema.table(
      'idempotency_keys',
      {
        actorId: uuid('actor_id').notNull(),
        key: text('key').notNull(),
        verb: text('verb').notNull(),
        inputHash: text('input_hash').notNull(),
        resultId: uuid('result_id'),
        createdAt: instant('created_at').notNull(),
      },
      (table) => [
        primaryKey({ columns: [table.actorId, table.key] }),
        index('idempotency_keys_by_time').on(table.createdAt),
      ],
    ),
  }
}
