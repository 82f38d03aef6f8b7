import { explainConstraint } from '@vetgraph/kit/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant, oneOf } from '@vetgraph/kit/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets } from '../pets/pet.table.ts'

export enum MedicalRecordStatus {
  DRAFT = 'DRAFT',
  SIGNED = 'SIGNED',
  RETRACTED = 'RETRACTED',
}

/** What was found and done. A trigger in the migration `rules` refuses every change but to drafts. */
export const medicalRecords = clinicalSchema.table(
  'medical_records',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    authorId: uuid('author_id').notNull(),
    appointmentId: uuid('appointment_id'),
    status: text('status').$type<MedicalRecordStatus>().notNull(),
    subjective: text('subjective').notNull(),
    objective: text('objective').notNull(),
    assessment: text('assessment').notNull(),
    plan: text('plan').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    signedAt: instant('signed_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    check('medical_records_status', oneOf(table.status, MedicalRecordStatus)),
    check('medical_records_signed_at', sql`(status = 'DRAFT') = (signed_at is null)`),
    index('medical_records_of_pet').on(table.petId, table.occurredAt, table.id),
    index('medical_records_by_time').on(table.occurredAt, table.id),
  ],
)

explainConstraint('medical_records_only_drafts_change', () =>
  conflict('This record is signed; only drafts can be edited.', { field: 'id' }),
)

export type MedicalRecordRow = typeof medicalRecords.$inferSelect
