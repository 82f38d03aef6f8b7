import { instant, oneOf, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { clinicalSchema } from '../database.ts'
import { labPanels, labTests, limits } from '../lab-panels/lab-panel.table.ts'
import { pets } from '../pets/pet.table.ts'

export enum LabUrgency {
  ROUTINE = 'ROUTINE',
  URGENT = 'URGENT',
}

export enum LabOrderStatus {
  ORDERED = 'ORDERED',
  PENDING = 'PENDING',
  PARTIAL = 'PARTIAL',
  FINAL = 'FINAL',
  CORRECTED = 'CORRECTED',
  CANCELLED = 'CANCELLED',
}

export enum LabFlag {
  CRITICAL_LOW = 'CRITICAL_LOW',
  LOW = 'LOW',
  NORMAL = 'NORMAL',
  HIGH = 'HIGH',
  CRITICAL_HIGH = 'CRITICAL_HIGH',
}

/** Results that nobody has looked at; what was discarded is none of them. */
export const toAcknowledge = sql`results_at is not null and acknowledged_at is null and status <> 'CANCELLED'`
/** Results that fit no patient. */
export const unassigned = sql`pet_id is null and status <> 'CANCELLED'`
/** Orders whose results have not all come. */
export const awaited = sql`status in ('ORDERED', 'PENDING', 'PARTIAL')`

/** What is ordered of the laboratory for a patient, or has come from it for one whom nobody has found yet (MR9). */
export const labOrders = clinicalSchema.table(
  'lab_orders',
  {
    id: uuid('id').primaryKey(),
    /** Null while the results fit no patient. */
    petId: uuid('pet_id').references(() => pets.id),
    /** Whom the laboratory has named, of results that came without an order. */
    patientText: text('patient_text'),
    panelId: uuid('panel_id')
      .notNull()
      .references(() => labPanels.id),
    locationId: uuid('location_id').notNull(),
    /** Whose task the results are; null while they fit no patient. */
    vetId: uuid('vet_id'),
    urgency: text('urgency').$type<LabUrgency>().notNull(),
    note: text('note'),
    status: text('status').$type<LabOrderStatus>().notNull(),
    orderedBy: uuid('ordered_by').notNull(),
    /** When the sample was taken: by it the age and so the range is found. */
    sampledAt: instant('sampled_at'),
    /** When the last result came. */
    resultsAt: instant('results_at'),
    /** Whether one of the results is critical. */
    critical: boolean('critical').notNull().default(false),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: uuid('acknowledged_by'),
    /** Since when the owner sees it. */
    releasedAt: instant('released_at'),
    cancelledBy: uuid('cancelled_by'),
    cancelReason: text('cancel_reason'),
    ...saves(),
  },
  (table) => [
    check('lab_orders_urgency', oneOf(table.urgency, LabUrgency)),
    check('lab_orders_status', oneOf(table.status, LabOrderStatus)),
    check('lab_orders_of_somebody', sql`num_nonnulls(pet_id, patient_text) > 0`),
    check('lab_orders_somebodys_task', sql`(pet_id is null) = (vet_id is null)`),
    check(
      'lab_orders_with_results',
      sql`case when status in ('ORDERED', 'PENDING') then results_at is null
        when status = 'CANCELLED' then true else num_nulls(results_at, sampled_at) = 0 end`,
    ),
    check('lab_orders_sampled', sql`status <> 'PENDING' or sampled_at is not null`),
    check('lab_orders_acknowledged', sql`num_nonnulls(acknowledged_at, acknowledged_by) in (0, 2)`),
    check('lab_orders_looked_at', sql`acknowledged_at is null or num_nulls(pet_id, results_at) = 0`),
    check(
      'lab_orders_released',
      sql`released_at is null or (acknowledged_at is not null and status in ('FINAL', 'CORRECTED'))`,
    ),
    check(
      'lab_orders_cancelled',
      sql`num_nonnulls(cancelled_by, cancel_reason) = case status when 'CANCELLED' then 2 else 0 end`,
    ),
    index('lab_orders_of_pet').on(table.petId, table.createdAt, table.id),
    index('lab_orders_to_acknowledge').on(table.createdAt, table.id).where(toAcknowledge),
    index('lab_orders_to_acknowledge_by').on(table.vetId, table.createdAt, table.id).where(toAcknowledge),
    index('lab_orders_unassigned').on(table.createdAt, table.id).where(unassigned),
    index('lab_orders_awaited').on(table.createdAt, table.id).where(awaited),
  ],
)

/**
 * The values of an order. What was entered stays (migration `laboratory`): a correction replaces a value by another
 * and keeps the old one with the reason. Unit, limits and flag are those of the time.
 */
export const labResults = clinicalSchema.table(
  'lab_results',
  {
    id: uuid('id').primaryKey(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => labOrders.id),
    testId: uuid('test_id')
      .notNull()
      .references(() => labTests.id),
    /** Thousandths of the unit. */
    value: bigint('value', { mode: 'number' }),
    text: text('text'),
    unit: text('unit'),
    ...limits(),
    flag: text('flag').$type<LabFlag>(),
    enteredAt: instant('entered_at').notNull(),
    enteredBy: uuid('entered_by').notNull(),
    replacedAt: instant('replaced_at'),
    replacedBy: uuid('replaced_by'),
    replaceReason: text('replace_reason'),
  },
  (table) => [
    check('lab_results_value', sql`num_nonnulls(value, text) = 1`),
    check('lab_results_flag', oneOf(table.flag, LabFlag)),
    check('lab_results_flagged', sql`flag is null or value is not null`),
    check('lab_results_replaced', sql`num_nonnulls(replaced_at, replaced_by, replace_reason) in (0, 3)`),
    uniqueIndex('lab_results_current_once')
      .on(table.orderId, table.testId)
      .where(sql`replaced_at is null`),
    index('lab_results_of_order').on(table.orderId),
  ],
)

export type LabOrderRow = typeof labOrders.$inferSelect
export type LabResultRow = typeof labResults.$inferSelect
