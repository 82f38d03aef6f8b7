import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { integer, text, unique } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** What every term of the vocabulary has; `synonyms` are other names by which it is found. */
const term = () => ({
  synonyms: text('synonyms')
    .array()
    .notNull()
    .default(sql`'{}'`),
  retiredAt: instant('retired_at'),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

/** Kinds of animals the hospital treats. Retired, never deleted: old patients keep theirs (PT8). */
export const species = clinicalSchema.table('species', {
  id: text('id').primaryKey(),
  name: text('name').notNull().unique('species_name_once'),
  /** No animal of the species weighs more; null when nobody has said. */
  maxGrams: integer('max_grams'),
  ...term(),
})

export const breeds = clinicalSchema.table(
  'breeds',
  {
    id: text('id').primaryKey(),
    speciesId: text('species_id')
      .notNull()
      .references(() => species.id),
    name: text('name').notNull(),
    ...term(),
  },
  (table) => [
    unique('breeds_of_species').on(table.speciesId, table.id),
    unique('breeds_name_once').on(table.speciesId, table.name),
  ],
)

const nameTaken = (noun: string) => () => conflict(`There is a ${noun} of this name.`, { field: 'name' })
explainConstraint('species_name_once', nameTaken('species'))
explainConstraint('breeds_name_once', nameTaken('breed'))

export type SpeciesRow = typeof species.$inferSelect
export type BreedRow = typeof breeds.$inferSelect
