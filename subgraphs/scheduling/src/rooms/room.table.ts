import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { schedulingSchema } from '../database.ts'

export const rooms = schedulingSchema.table(
  'rooms',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    name: text('name').notNull(),
    active: boolean('active').notNull().default(true),
    ...saves(),
  },
  (table) => [
    index('rooms_location').on(table.locationId),
    uniqueIndex('rooms_name_once')
      .on(table.locationId, sql`lower(${table.name})`)
      .where(sql`active`),
  ],
)

explainConstraint('rooms_name_once', () =>
  conflict('Another room of this location has this name.', { field: 'name' }),
)

export type RoomRow = typeof rooms.$inferSelect
