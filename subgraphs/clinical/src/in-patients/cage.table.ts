import { explainConstraint } from '@vetgraph/kit/database/db'
import { saves } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { boolean, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** Where in-patients stay: the cages of a location, by the ward in which they stand. */
export const cages = clinicalSchema.table(
  'cages',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    ward: text('ward').notNull(),
    name: text('name').notNull(),
    active: boolean('active').notNull().default(true),
    ...saves(),
  },
  (table) => [
    index('cages_location').on(table.locationId),
    uniqueIndex('cages_name_once')
      .on(table.locationId, sql`lower(${table.ward})`, sql`lower(${table.name})`)
      .where(sql`active`),
  ],
)

explainConstraint('cages_name_once', () =>
  conflict('Another cage of this ward has this name.', { field: 'name' }),
)

export type CageRow = typeof cages.$inferSelect
