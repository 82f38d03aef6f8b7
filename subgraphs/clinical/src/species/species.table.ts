import { instant } from '@vetgraph/kit/tables'
import { integer, text, unique } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'

/** Kinds of animals the hospital treats. Retired, never deleted: old patients keep theirs (PT8). */
export const species = clinicalSchema.table('species', {
  id: text('id').primaryKey(),
  name: text('name').notNull().unique('species_name_once'),
  /** No animal of the species weighs more; null when nobody has said. */
  maxGrams: integer('max_grams'),
  retiredAt: instant('retired_at'),
})

export const breeds = clinicalSchema.table(
  'breeds',
  {
    id: text('id').primaryKey(),
    speciesId: text('species_id')
      .notNull()
      .references(() => species.id),
    name: text('name').notNull(),
    retiredAt: instant('retired_at'),
  },
  (table) => [
    unique('breeds_of_species').on(table.speciesId, table.id),
    unique('breeds_name_once').on(table.speciesId, table.name),
  ],
)

export type SpeciesRow = typeof species.$inferSelect
export type BreedRow = typeof breeds.$inferSelect
