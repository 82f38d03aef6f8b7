import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { schedulingSchema } from '../database.ts'

/** Addresses at which a vet’s or a location’s appointments are read as a calendar; of the secret only a hash is kept (AP16). */
export const calendarFeeds = schedulingSchema.table(
  'calendar_feeds',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id'),
    locationId: uuid('location_id'),
    hash: text('hash').notNull(),
    revokedAt: instant('revoked_at'),
    ...saves(),
  },
  (table) => [
    check('calendar_feeds_of_one', sql`(${table.userId} is null) <> (${table.locationId} is null)`),
    unique('calendar_feeds_hash_once').on(table.hash),
    uniqueIndex('calendar_feeds_one_of_user')
      .on(table.userId)
      .where(sql`revoked_at is null`),
    uniqueIndex('calendar_feeds_one_of_location')
      .on(table.locationId)
      .where(sql`revoked_at is null`),
  ],
)

const exists = () =>
  conflict('There is an address already. Revoke it before you make another one.', { rule: 'one_feed_each' })
explainConstraint('calendar_feeds_one_of_user', exists)
explainConstraint('calendar_feeds_one_of_location', exists)

export type CalendarFeedRow = typeof calendarFeeds.$inferSelect
