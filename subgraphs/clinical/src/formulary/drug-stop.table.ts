import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { check, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { species } from '../species/species.table.ts'
import { substances } from './substance.table.ts'

/** What must not be prescribed without a reason: a substance to a species, or together with another one. */
export const drugStops = clinicalSchema.table(
  'drug_stops',
  {
    id: uuid('id').primaryKey(),
    substanceId: uuid('substance_id')
      .notNull()
      .references(() => substances.id),
    speciesId: text('species_id').references(() => species.id),
    otherSubstanceId: uuid('other_substance_id').references(() => substances.id),
    reason: text('reason').notNull(),
  },
  (table) => [
    check('drug_stops_one_kind', sql`num_nonnulls(${table.speciesId}, ${table.otherSubstanceId}) = 1`),
    check('drug_stops_pair_in_order', sql`${table.substanceId} < ${table.otherSubstanceId}`),
    uniqueIndex('drug_stops_once').on(
      table.substanceId,
      sql`coalesce(${table.speciesId}, ${table.otherSubstanceId}::text)`,
    ),
    uniqueIndex('drug_stops_of_other').on(table.otherSubstanceId, table.substanceId),
  ],
)

explainConstraint('drug_stops_once', () =>
  conflict('The formulary says this already.', { field: 'substanceId' }),
)

export type DrugStopRow = typeof drugStops.$inferSelect
