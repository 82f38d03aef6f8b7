import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { oneOf, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

export enum InvoiceItemKind {
  SERVICE = 'SERVICE',
  MEDICATION = 'MEDICATION',
  PRODUCT = 'PRODUCT',
}

export enum TaxClass {
  STANDARD = 'STANDARD',
  REDUCED = 'REDUCED',
  ZERO = 'ZERO',
  EXEMPT = 'EXEMPT',
}

/** What is done for a patient and has to be charged (B13). */
export enum ActKind {
  VISIT = 'VISIT',
  VACCINATION = 'VACCINATION',
  PRESCRIPTION = 'PRESCRIPTION',
  DISPENSING = 'DISPENSING',
  STAY = 'STAY',
  TREATMENT = 'TREATMENT',
  LAB_TEST = 'LAB_TEST',
}

/** The acts for which an entry of the price list can be the fee; the others are charged by their type or item. */
export const feeKinds: readonly ActKind[] = [ActKind.VACCINATION, ActKind.PRESCRIPTION, ActKind.STAY]

export const actKind = billingSchema.enum('act_kind', ActKind)
export const invoiceItemKind = billingSchema.enum('invoice_item_kind', InvoiceItemKind)
export const taxClass = billingSchema.enum('tax_class', TaxClass)

/** An entry of the price list. The migration has the index for its search. */
export const services = billingSchema.table(
  'services',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** What people type to find it: `EX1`. */
    code: text('code'),
    kind: invoiceItemKind('kind').notNull(),
    taxClass: taxClass('tax_class').notNull(),
    /** The type of appointment whose completion is charged by it. */
    appointmentTypeId: uuid('appointment_type_id'),
    /** The vaccine or the item of the inventory that is charged by it when it is given or dispensed. */
    productId: uuid('product_id'),
    /** It charges every vaccination whose vaccine has no entry of its own, every prescription, or every night of a stay. */
    chargesFor: actKind('charges_for'),
    active: boolean('active').notNull(),
    ...saves(),
  },
  (table) => [
    unique('services_code_once').on(table.code),
    unique('services_one_per_appointment_type').on(table.appointmentTypeId),
    unique('services_one_per_product').on(table.productId),
    unique('services_one_fee_per_act').on(table.chargesFor),
    check('services_fee_of_acts', oneOf(sql`${table.chargesFor}::text`, feeKinds)),
    index('services_by_name').on(table.name, table.id),
  ],
)

export type ServiceRow = typeof services.$inferSelect

explainConstraint('services_code_once', () =>
  conflict('Another entry of the price list has this code.', { field: 'code' }),
)
explainConstraint('services_one_per_appointment_type', () =>
  conflict('Another entry of the price list charges for this type of appointment.', {
    field: 'appointmentTypeId',
  }),
)
explainConstraint('services_one_per_product', () =>
  conflict('Another entry of the price list charges for this vaccine or item.', { field: 'productId' }),
)
explainConstraint('services_one_fee_per_act', () =>
  conflict('Another entry of the price list is the fee for this.', { field: 'chargesFor' }),
)
