import { instant } from '@vetgraph/kit/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets } from './pet.table.ts'

/** A series: the current weight is the one measured last, not the one typed last (PT3). */
export const weights = clinicalSchema.table(
  'weights',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    grams: integer('grams').notNull(),
    measuredAt: instant('measured_at').notNull(),
    enteredAt: instant('entered_at').notNull(),
    enteredBy: uuid('entered_by').notNull(),
  },
  (table) => [
    check('weights_positive', sql`${table.grams} > 0`),
    index('weights_of_pet').on(table.petId, table.measuredAt, table.id),
  ],
)

export type WeightRow = typeof weights.$inferSelect
