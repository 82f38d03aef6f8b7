import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets } from '../pets/pet.table.ts'

/** Vital signs as they were measured together. Entered in error: kept and marked. */
export const vitals = clinicalSchema.table(
  'vitals',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    /** Tenths of a degree Celsius. */
    temperature: integer('temperature'),
    heartRate: integer('heart_rate'),
    respiratoryRate: integer('respiratory_rate'),
    painScore: integer('pain_score'),
    bodyConditionScore: integer('body_condition_score'),
    measuredAt: instant('measured_at').notNull(),
    enteredAt: instant('entered_at').notNull(),
    enteredBy: uuid('entered_by').notNull(),
    retractedAt: instant('retracted_at'),
    retractedBy: uuid('retracted_by'),
    retractionReason: text('retraction_reason'),
  },
  (table) => [
    check(
      'vitals_something',
      sql`num_nonnulls(${table.temperature}, ${table.heartRate}, ${table.respiratoryRate}, ${table.painScore}, ${table.bodyConditionScore}) > 0`,
    ),
    check('vitals_pain_score', sql`${table.painScore} between 0 and 4`),
    check('vitals_body_condition_score', sql`${table.bodyConditionScore} between 1 and 9`),
    check(
      'vitals_retraction',
      sql`num_nulls(${table.retractedAt}, ${table.retractedBy}, ${table.retractionReason}) in (0, 3)`,
    ),
    index('vitals_of_pet').on(table.petId, table.measuredAt, table.id),
  ],
)

export type VitalsRow = typeof vitals.$inferSelect
