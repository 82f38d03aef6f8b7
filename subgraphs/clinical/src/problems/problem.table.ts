import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, date, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets } from '../pets/pet.table.ts'

/** What a patient suffers from over more than one visit. Errors are retracted, never deleted. */
export const problems = clinicalSchema.table(
  'problems',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    text: text('text').notNull(),
    /** As the list of codes had it when the problem was entered. */
    code: text('code'),
    onsetOn: date('onset_on'),
    addedBy: uuid('added_by').notNull(),
    resolvedAt: instant('resolved_at'),
    resolvedBy: uuid('resolved_by'),
    retractedAt: instant('retracted_at'),
    retractedBy: uuid('retracted_by'),
    retractionReason: text('retraction_reason'),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('problems_resolved', sql`num_nulls(${table.resolvedAt}, ${table.resolvedBy}) in (0, 2)`),
    check(
      'problems_retracted',
      sql`num_nulls(${table.retractedAt}, ${table.retractedBy}, ${table.retractionReason}) in (0, 3)`,
    ),
    index('problems_of_pet')
      .on(table.petId, table.createdAt)
      .where(sql`retracted_at is null`),
    uniqueIndex('problems_active_once')
      .on(table.petId, sql`clinical.fold(${table.text})`)
      .where(sql`resolved_at is null and retracted_at is null`),
  ],
)

explainConstraint('problems_active_once', () =>
  conflict('This problem is on the list already.', { field: 'text' }),
)

export type ProblemRow = typeof problems.$inferSelect
