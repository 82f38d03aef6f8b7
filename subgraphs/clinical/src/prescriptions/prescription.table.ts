import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { formularyDoses } from '../formulary/formulary-dose.table.ts'
import { substances } from '../formulary/substance.table.ts'
import { pets } from '../pets/pet.table.ts'

export enum PrescriptionStopKind {
  ALLERGY = 'ALLERGY',
  SPECIES = 'SPECIES',
  MAX_DOSE = 'MAX_DOSE',
  INTERACTION = 'INTERACTION',
}

/** A stop as it was when it was overridden, with the reason. */
export interface Override {
  kind: PrescriptionStopKind
  message: string
  reason: string
}

/**
 * What may be handed out for a pet: quantity × (repeats + 1), in thousandths of the unit. `dispensed` is
 * the sum of the dispenses, kept by a trigger; the database never lets it pass what is authorised (MR6).
 */
export const prescriptions = clinicalSchema.table(
  'prescriptions',
  {
    id: uuid('id').primaryKey(),
    petId: uuid('pet_id')
      .notNull()
      .references(() => pets.id),
    prescriberId: uuid('prescriber_id').notNull(),
    /** As it was when the prescription was written. */
    prescriberNumber: text('prescriber_number').notNull(),
    drug: text('drug').notNull(),
    substanceId: uuid('substance_id')
      .notNull()
      .references(() => substances.id),
    itemId: uuid('item_id'),
    formularyDoseId: uuid('formulary_dose_id').references(() => formularyDoses.id),
    unit: text('unit').notNull(),
    /** At a time; null when the instructions say it. */
    dose: bigint('dose', { mode: 'number' }),
    frequency: text('frequency').notNull(),
    instructions: text('instructions'),
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    repeats: integer('repeats').notNull(),
    authorised: bigint('authorised', { mode: 'number' })
      .notNull()
      .generatedAlwaysAs(sql`quantity * (repeats + 1)`),
    dispensed: bigint('dispensed', { mode: 'number' }).notNull(),
    prescribedAt: instant('prescribed_at').notNull(),
    /** The last day on which it may be dispensed. */
    expiresOn: date('expires_on').notNull(),
    overrides: jsonb('overrides').$type<readonly Override[]>().notNull(),
    cancelledAt: instant('cancelled_at'),
    cancelledBy: uuid('cancelled_by'),
    cancelReason: text('cancel_reason'),
    version: integer('version').notNull(),
  },
  (table) => [
    check('prescriptions_quantity', sql`${table.quantity} > 0 and ${table.dose} > 0`),
    check('prescriptions_repeats', sql`${table.repeats} between 0 and 24`),
    check(
      'prescriptions_within_authorised',
      sql`${table.dispensed} >= 0 and ${table.dispensed} <= quantity * (repeats + 1)`,
    ),
    check(
      'prescriptions_cancelled',
      sql`num_nulls(${table.cancelledAt}, ${table.cancelledBy}, ${table.cancelReason}) in (0, 3)`,
    ),
    index('prescriptions_of_pet').on(table.petId, table.prescribedAt, table.id),
    index('prescriptions_by_time').on(table.prescribedAt, table.id),
  ],
)

/** Every handing-out, ever. Append-only by missing rights. */
export const dispenses = clinicalSchema.table(
  'dispenses',
  {
    id: uuid('id').primaryKey(),
    prescriptionId: uuid('prescription_id')
      .notNull()
      .references(() => prescriptions.id),
    locationId: uuid('location_id').notNull(),
    /** Negative when it was brought back. */
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    /** Inventory took it from stock, and has checked it then. */
    fromStock: boolean('from_stock').notNull().default(false),
    dispensedAt: instant('dispensed_at').notNull(),
    dispensedBy: uuid('dispensed_by').notNull(),
  },
  (table) => [
    check('dispenses_something', sql`${table.quantity} > 0 or ${table.fromStock}`),
    index('dispenses_of_prescription').on(table.prescriptionId, table.dispensedAt),
  ],
)

explainConstraint('prescriptions_within_authorised', () =>
  conflict('The prescription does not allow that much any more.', { field: 'quantity' }),
)
explainConstraint('prescriptions_fixed_once_dispensed', () =>
  conflict('Some of it has been dispensed: cancel it and write a new one.', { field: 'id' }),
)
explainConstraint('prescriptions_authorised_kept', () =>
  conflict('It may have been dispensed from stock: cancel it and write a new one for less.', {
    field: 'quantity',
  }),
)
explainConstraint('dispenses_only_of_valid', () =>
  badInput('id', 'This prescription is cancelled or expired, or the patient has died.'),
)

export type PrescriptionRow = typeof prescriptions.$inferSelect
export type DispenseRow = typeof dispenses.$inferSelect
