import { saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, date, index, text, uuid } from 'drizzle-orm/pg-core'
import { schedulingSchema } from '../database.ts'

/** Days on which a location is closed, first and last included; with times, a part of each day. */
export const closures = schedulingSchema.table(
  'closures',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    name: text('name').notNull(),
    firstDay: date('first_day').notNull(),
    lastDay: date('last_day').notNull(),
    starts: text('starts'),
    ends: text('ends'),
    ...saves(),
  },
  (table) => [
    index('closures_of').on(table.locationId, table.lastDay),
    check('closures_end_after_start', sql`${table.lastDay} >= ${table.firstDay}`),
    check('closures_times_together', sql`(${table.starts} is null) = (${table.ends} is null)`),
  ],
)

export type ClosureRow = typeof closures.$inferSelect
