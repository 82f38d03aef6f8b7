import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { species } from '../species/species.table.ts'
import { substances } from './substance.table.ts'

/**
 * How a product is dosed for a species in a band of weight. The bands of a product do not overlap: an
 * exclusion constraint in the migration `formulary_rules`. Numbers are thousandths.
 */
export const formularyDoses = clinicalSchema.table(
  'formulary_doses',
  {
    id: uuid('id').primaryKey(),
    product: text('product').notNull(),
    /** The item of the inventory, when the hospital keeps it. */
    itemId: uuid('item_id'),
    substanceId: uuid('substance_id')
      .notNull()
      .references(() => substances.id),
    speciesId: text('species_id')
      .notNull()
      .references(() => species.id),
    /** Grams, inclusive. */
    minWeight: integer('min_weight').notNull(),
    /** Grams, exclusive; null for no limit. */
    maxWeight: integer('max_weight'),
    /** mg per kg at a time. */
    rate: integer('rate').notNull(),
    maxRate: integer('max_rate').notNull(),
    frequency: text('frequency').notNull(),
    /** mg per unit. */
    concentration: integer('concentration').notNull(),
    unit: text('unit').notNull(),
    /** The part of a unit that can be given: a quarter of a tablet, a tenth of a ml. */
    divisibleUnit: integer('divisible_unit').notNull(),
    retiredAt: instant('retired_at'),
    version: integer('version').notNull(),
    sortName: text('sort_name')
      .notNull()
      .generatedAlwaysAs(sql`clinical.fold(product)`),
  },
  (table) => [
    check('formulary_doses_band', sql`${table.minWeight} >= 0 and ${table.maxWeight} > ${table.minWeight}`),
    check(
      'formulary_doses_numbers',
      sql`${table.rate} > 0 and ${table.maxRate} >= ${table.rate} and ${table.concentration} > 0 and ${table.divisibleUnit} > 0`,
    ),
    index('formulary_doses_by_name').on(table.sortName, table.id),
  ],
)

explainConstraint('formulary_doses_bands_apart', () =>
  conflict('This product has a dose for the species in an overlapping band of weight.', {
    field: 'minKilograms',
  }),
)

export type FormularyDoseRow = typeof formularyDoses.$inferSelect
