import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant, oneOf, saves } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { check, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { inPatients } from './in-patient.table.ts'

export enum TreatmentFrequency {
  ONCE = 'ONCE',
  Q1H = 'Q1H',
  Q2H = 'Q2H',
  Q4H = 'Q4H',
  Q6H = 'Q6H',
  Q8H = 'Q8H',
  Q12H = 'Q12H',
  Q24H = 'Q24H',
  SID = 'SID',
  BID = 'BID',
  TID = 'TID',
  QID = 'QID',
  CONTINUOUS = 'CONTINUOUS',
  PRN = 'PRN',
}

export enum TreatmentOutcome {
  GIVEN = 'GIVEN',
  SKIPPED = 'SKIPPED',
  HELD = 'HELD',
}

/** What is ordered for an in-patient. Its times follow from it (`times.ts`), so that a stop ends those to come only. */
export const treatments = clinicalSchema.table(
  'treatments',
  {
    id: uuid('id').primaryKey(),
    inPatientId: uuid('in_patient_id')
      .notNull()
      .references(() => inPatients.id),
    name: text('name').notNull(),
    details: text('details'),
    /** The entry of the price list that charges each time it is given; null where nothing does. */
    serviceId: uuid('service_id'),
    frequency: text('frequency').$type<TreatmentFrequency>().notNull(),
    startsAt: instant('starts_at').notNull(),
    orderedBy: uuid('ordered_by').notNull(),
    stoppedAt: instant('stopped_at'),
    stoppedBy: uuid('stopped_by'),
    stopReason: text('stop_reason'),
    ...saves(),
  },
  (table) => [
    check('treatments_frequency', oneOf(table.frequency, TreatmentFrequency)),
    check('treatments_stopped', sql`num_nonnulls(stopped_at, stopped_by, stop_reason) in (0, 3)`),
    index('treatments_of_in_patient').on(table.inPatientId, table.startsAt, table.id),
  ],
)

/** What was done about a treatment at one of its times, or as needed. It stays; undoing leaves it with the reason (MR10). */
export const treatmentEntries = clinicalSchema.table(
  'treatment_entries',
  {
    id: uuid('id').primaryKey(),
    treatmentId: uuid('treatment_id')
      .notNull()
      .references(() => treatments.id),
    inPatientId: uuid('in_patient_id')
      .notNull()
      .references(() => inPatients.id),
    /** Which of the treatment's times it answers; null for what was given as needed. */
    dueAt: instant('due_at'),
    outcome: text('outcome').$type<TreatmentOutcome>().notNull(),
    at: instant('at').notNull(),
    note: text('note'),
    enteredBy: uuid('entered_by').notNull(),
    undoneAt: instant('undone_at'),
    undoneBy: uuid('undone_by'),
    undoReason: text('undo_reason'),
    ...saves(),
  },
  (table) => [
    check('treatment_entries_outcome', oneOf(table.outcome, TreatmentOutcome)),
    check('treatment_entries_explained', sql`outcome = 'GIVEN' or note is not null`),
    check('treatment_entries_not_to_come', sql`at <= created_at + interval '5 minutes'`),
    check('treatment_entries_undone', sql`num_nonnulls(undone_at, undone_by, undo_reason) in (0, 3)`),
    uniqueIndex('treatment_entries_once')
      .on(table.treatmentId, table.dueAt)
      .where(sql`undone_at is null`),
    index('treatment_entries_of_in_patient').on(table.inPatientId, sql`coalesce(due_at, at)`),
  ],
)

explainConstraint('treatment_entries_once', () =>
  conflict('Somebody has done this already.', { field: 'dueAt' }),
)

export type TreatmentRow = typeof treatments.$inferSelect
export type TreatmentEntryRow = typeof treatmentEntries.$inferSelect
