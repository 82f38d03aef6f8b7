import { date, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { schedulingSchema } from '../database.ts'

/** When a vet can be booked in an ordinary week, in the location’s wall clock; 1 = Monday. */
export const shifts = schedulingSchema.table(
  'shifts',
  {
    id: uuid('id').primaryKey(),
    vetId: uuid('vet_id').notNull(),
    locationId: uuid('location_id').notNull(),
    weekday: integer('weekday').notNull(),
    starts: text('starts').notNull(),
    ends: text('ends').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
  },
  (table) => [index('shifts_location').on(table.locationId, table.weekday)],
)

export type ShiftRow = typeof shifts.$inferSelect
