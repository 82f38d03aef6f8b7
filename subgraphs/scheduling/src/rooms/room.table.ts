import { boolean, index, text, uuid } from 'drizzle-orm/pg-core'
import { schedulingSchema } from '../database.ts'

export const rooms = schedulingSchema.table(
  'rooms',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    name: text('name').notNull(),
    active: boolean('active').notNull().default(true),
  },
  (table) => [index('rooms_location').on(table.locationId)],
)

export type RoomRow = typeof rooms.$inferSelect
