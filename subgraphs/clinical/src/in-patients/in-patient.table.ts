import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant, saves } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { check, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { pets } from '../pets/pet.table.ts'
import { cages } from './cage.table.ts'

/** Who is in the hospital now. */
export const present = sql`discharged_at is null`

/** The stays of patients in the hospital, from admission to discharge (MR10). */
export const inPatients = clinicalSchema.table(
  'in_patients',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    locationId: uuid('location_id').notNull(),
    cageId: uuid('cage_id')
      .notNull()
      .references(() => cages.id),
    appointmentId: uuid('appointment_id'),
    vetId: uuid('vet_id').notNull(),
    reason: text('reason').notNull(),
    admittedAt: instant('admitted_at').notNull(),
    admittedBy: uuid('admitted_by').notNull(),
    /** What the next shift must know. */
    handOver: text('hand_over'),
    handOverAt: instant('hand_over_at'),
    handOverBy: uuid('hand_over_by'),
    dischargedAt: instant('discharged_at'),
    dischargedBy: uuid('discharged_by'),
    instructions: text('instructions'),
    ...saves(),
  },
  (table) => [
    check(
      'in_patients_discharged',
      sql`num_nonnulls(discharged_at, discharged_by, instructions) in (0, 3) and discharged_at >= admitted_at`,
    ),
    check('in_patients_handed_over', sql`num_nonnulls(hand_over, hand_over_at, hand_over_by) in (0, 3)`),
    uniqueIndex('in_patients_cage_once').on(table.cageId).where(present),
    uniqueIndex('in_patients_pet_once').on(table.petId).where(present),
    index('in_patients_present').on(table.locationId, table.admittedAt, table.id).where(present),
    index('in_patients_of_pet').on(table.petId, table.admittedAt, table.id),
  ],
)

explainConstraint('in_patients_cage_once', () =>
  conflict('Another patient is in this cage.', { field: 'cageId' }),
)
explainConstraint('in_patients_pet_once', () =>
  conflict('This patient is in the hospital already.', { field: 'petId' }),
)

export type InPatientRow = typeof inPatients.$inferSelect
