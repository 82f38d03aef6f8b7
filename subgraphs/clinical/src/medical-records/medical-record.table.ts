import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets } from '../pets/pet.table.ts'

export enum MedicalRecordStatus {
  DRAFT = 'DRAFT',
  SIGNED = 'SIGNED',
  RETRACTED = 'RETRACTED',
}

/** A diagnosis as it was written: a code that changes later changes no record. */
export interface KeptDiagnosis {
  text: string
  code: string | null
}

/** What is searched for a diagnosis: texts and codes, folded. No column, because triggers see those of new rows empty. */
export const diagnosisWords = sql.raw(
  `clinical.fold(jsonb_path_query_array(diagnoses, '$[*].* ? (@ != null)')::text)`,
)

/** The condition that a record says anything at all. */
export const isWritten = sql.raw(`(subjective || objective || assessment || plan) <> ''`)

/**
 * What was found and done. A trigger freezes what is signed but for its release and its retraction, and everything
 * of what is retracted (migration `signed_records`).
 */
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
    diagnoses: jsonb('diagnoses').$type<readonly KeptDiagnosis[]>().notNull().default([]),
    /** When it happened; `createdAt` says when it was entered (MR4). */
    occurredAt: instant('occurred_at').notNull(),
    backDated: boolean('back_dated').notNull().default(false),
    /** Who saved it last: another one than the author is writing in it too (MR3). */
    savedBy: uuid('saved_by').notNull(),
    signedAt: instant('signed_at'),
    /** Null beside `signedAt` when it was locked automatically. */
    signedBy: uuid('signed_by'),
    /** Since when the owner sees it; null as long as the hospital keeps it to itself (P1). */
    releasedAt: instant('released_at'),
    releasedBy: uuid('released_by'),
    retractedAt: instant('retracted_at'),
    retractedBy: uuid('retracted_by'),
    retractionReason: text('retraction_reason'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    check('medical_records_status', oneOf(table.status, MedicalRecordStatus)),
    check(
      'medical_records_signed_at',
      sql`case status when 'DRAFT' then signed_at is null when 'SIGNED' then signed_at is not null else true end`,
    ),
    check('medical_records_signed_by', sql`${table.signedBy} is null or ${table.signedAt} is not null`),
    check('medical_records_signed_text', sql`status <> 'SIGNED' or ${isWritten}`),
    check(
      'medical_records_released',
      sql`(released_at is null) = (released_by is null) and (released_at is null or status = 'SIGNED')`,
    ),
    check(
      'medical_records_retracted',
      sql`num_nonnulls(retracted_at, retracted_by, retraction_reason) = case status when 'RETRACTED' then 3 else 0 end`,
    ),
    index('medical_records_by_diagnosis').using('gin', sql`${diagnosisWords} gin_trgm_ops`),
    index('medical_records_of_pet').on(table.petId, table.occurredAt, table.id),
    index('medical_records_of_visit')
      .on(table.appointmentId)
      .where(sql`appointment_id is not null`),
    index('medical_records_by_time').on(table.occurredAt, table.id),
    index('medical_records_released_of_pet')
      .on(table.petId, table.occurredAt, table.id)
      .where(sql`released_at is not null`),
    index('medical_records_drafts_of_author')
      .on(table.authorId, table.occurredAt, table.id)
      .where(sql`status = 'DRAFT'`),
    index('medical_records_due')
      .on(table.createdAt)
      .where(sql`status = 'DRAFT' and ${isWritten}`),
    uniqueIndex('medical_records_one_draft_per_visit')
      .on(table.appointmentId, table.authorId)
      .where(sql`status = 'DRAFT'`),
  ],
)

explainConstraint('medical_records_one_draft_per_visit', () =>
  conflict('You have begun a record of this visit already.', { field: 'appointmentId' }),
)

explainConstraint('medical_records_only_drafts_change', () =>
  conflict('This record is signed; only drafts can be edited.', { field: 'id' }),
)

export type MedicalRecordRow = typeof medicalRecords.$inferSelect
