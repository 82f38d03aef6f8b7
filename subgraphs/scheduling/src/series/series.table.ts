import { saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, date, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { appointmentTypes } from '../appointment-types/appointment-type.table.ts'
import { schedulingSchema } from '../database.ts'
import { rooms } from '../rooms/room.table.ts'

/** The most visits of a series: one a week for a year. */
export const maxOccurrences = 53

/** What the visits of a series have in common; each visit is an appointment of its own (AP8). */
export const series = schedulingSchema.table(
  'series',
  {
    id: uuid('id').primaryKey(),
    /** RFC 5545, without DTSTART: that is `firstDay` and `timeOfDay` in the location’s zone. */
    rule: text('rule').notNull(),
    firstDay: date('first_day').notNull(),
    timeOfDay: text('time_of_day').notNull(),
    durationMinutes: integer('duration_minutes').notNull(),
    petId: uuid('pet_id').notNull(),
    vetId: uuid('vet_id').notNull(),
    locationId: uuid('location_id').notNull(),
    typeId: uuid('type_id')
      .notNull()
      .references(() => appointmentTypes.id),
    /** The room that was chosen; null when each visit has whichever is free. */
    roomId: uuid('room_id').references(() => rooms.id),
    reason: text('reason').notNull(),
    notes: text('notes').notNull(),
    /** The numbers of the days that are left out. */
    skipped: jsonb('skipped').$type<readonly number[]>().notNull().default([]),
    ...saves(),
  },
  (table) => [check('series_have_short_rules', sql`length(${table.rule}) <= 200`)],
)

export type SeriesRow = typeof series.$inferSelect
