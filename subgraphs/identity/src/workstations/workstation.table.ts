import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'
import { locations } from '../locations/location.table.ts'
import { users } from '../users/user.table.ts'

/** A browser that several people share: there a PIN is enough to change over (AU8). */
export const workstations = identitySchema.table(
  'workstations',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    locationId: uuid('location_id')
      .notNull()
      .references(() => locations.id),
    /** Of the secret in the browser's http-only cookie. */
    hash: text('hash').notNull().unique('workstations_hash_once'),
    /** After so many minutes without a touch the person is signed out. */
    idleMinutes: integer('idle_minutes').notNull(),
    registeredBy: uuid('registered_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    uniqueIndex('workstations_name_once')
      .on(table.locationId, sql`lower(${table.name})`)
      .where(sql`${table.revokedAt} is null`),
  ],
)

explainConstraint('workstations_name_once', () =>
  conflict('There is a workstation with this name at this location.', { field: 'name' }),
)

/** A PIN counts at shared workstations only, and not after too many wrong ones. */
export const pins = identitySchema.table('pins', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id),
  hash: text('hash').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export type WorkstationRow = typeof workstations.$inferSelect
