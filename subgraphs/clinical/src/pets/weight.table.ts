import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, text, uuid } from 'drizzle-orm/pg-core'
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
    /** Rounded to the gram: what weights are compared and shown by when they were not entered in pounds. */
    grams: integer('grams').notNull(),
    /** Thousandths of a pound (0.45359237 kg), when it was entered in pounds: exact as it was read. */
    pounds: integer('pounds'),
    measuredAt: instant('measured_at').notNull(),
    enteredAt: instant('entered_at').notNull(),
    enteredBy: uuid('entered_by').notNull(),
    retractedAt: instant('retracted_at'),
    retractedBy: uuid('retracted_by'),
    retractionReason: text('retraction_reason'),
  },
  (table) => [
    check('weights_pounds', sql`${table.grams} = round(${table.pounds} * 0.45359237)`),
    check(
      'weights_retraction',
      sql`num_nulls(${table.retractedAt}, ${table.retractedBy}, ${table.retractionReason}) in (0, 3)`,
    ),
    check('weights_positive', sql`${table.grams} > 0`),
    index('weights_of_pet').on(table.petId, table.measuredAt, table.id),
  ],
)

export type WeightRow = typeof weights.$inferSelect
