import { oneOf, saves } from '@vetgraph/kit/database/tables'
import { check, date, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { schedulingSchema } from '../database.ts'

/** That somebody works at a location; the version counts the saves of the shifts there. */
export const rosters = schedulingSchema.table(
  'rosters',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    locationId: uuid('location_id').notNull(),
    ...saves(),
  },
  (table) => [unique('rosters_once').on(table.locationId, table.userId)],
)

export enum LeaveKind {
  HOLIDAY = 'HOLIDAY',
  SICK = 'SICK',
  TRAINING = 'TRAINING',
  OTHER = 'OTHER',
}

/** Days on which somebody does not work, at any location, first and last included; with times, a part of each day. */
export const leave = schedulingSchema.table(
  'leave',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    kind: text('kind').$type<LeaveKind>().notNull(),
    firstDay: date('first_day').notNull(),
    lastDay: date('last_day').notNull(),
    starts: text('starts'),
    ends: text('ends'),
    ...saves(),
  },
  (table) => [
    index('leave_of').on(table.userId, table.lastDay),
    index('leave_until').on(table.lastDay),
    check('leave_kind_known', oneOf(table.kind, LeaveKind)),
    check('leave_ends_after_start', sql`${table.lastDay} >= ${table.firstDay}`),
    check('leave_times_together', sql`(${table.starts} is null) = (${table.ends} is null)`),
  ],
)

export type RosterRow = typeof rosters.$inferSelect
export type LeaveRow = typeof leave.$inferSelect
