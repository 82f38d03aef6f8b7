import type { Party } from '@vetgraph/kit/documents/letter'
import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  char,
  check,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'
import { invoiceItemKind, TaxClass, taxClass } from '../prices/service.table.ts'

export enum InvoiceStatus {
  DRAFT = 'DRAFT',
  FINALISED = 'FINALISED',
  PAID = 'PAID',
  VOID = 'VOID',
}

export enum DocumentKind {
  INVOICE = 'INVOICE',
  CREDIT_NOTE = 'CREDIT_NOTE',
  INSURANCE_CLAIM = 'INSURANCE_CLAIM',
}

export const invoiceStatus = billingSchema.enum('invoice_status', InvoiceStatus)
export const documentKind = billingSchema.enum('document_kind', DocumentKind)

/** Never shown to owners: drafts and voided drafts (P1). */
export const unreleased = [InvoiceStatus.DRAFT, InvoiceStatus.VOID]

/** Triggers of the migration ensure that totals agree with the items and that a finalised row never changes. */
export const invoices = billingSchema.table(
  'invoices',
  {
    id: uuid('id').primaryKey(),
    number: text('number'),
    status: invoiceStatus('status').notNull(),
    appointmentId: uuid('appointment_id'),
    ownerId: uuid('owner_id').notNull(),
    petId: uuid('pet_id'),
    locationId: uuid('location_id').notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    /** The location’s day on which it was supplied, whose prices and tax rates apply (B5). */
    suppliedOn: date('supplied_on').notNull(),
    /** Basis points off the whole invoice; null when the discount is an amount. */
    discountRate: integer('discount_rate'),
    /** What the discount on the whole invoice takes off the prices; the lines contain their shares of it. */
    discount: bigint('discount', { mode: 'number' }).notNull().default(0),
    subtotal: bigint('subtotal', { mode: 'number' }).notNull(),
    tax: bigint('tax', { mode: 'number' }).notNull(),
    total: bigint('total', { mode: 'number' }).notNull(),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    finalisedAt: instant('finalised_at'),
    /** The last day on which it is paid in time, by the terms of that moment; null for drafts. */
    dueOn: date('due_on'),
    issuer: jsonb('issuer').$type<Party>(),
    recipient: jsonb('recipient').$type<Party>(),
  },
  (table) => [
    unique('invoices_number_once').on(table.locationId, table.number),
    uniqueIndex('invoices_one_draft_per_visit')
      .on(table.appointmentId)
      .where(sql`status = 'DRAFT'`),
    index('invoices_appointment').on(table.appointmentId),
    index('invoices_pet').on(table.petId),
    index('invoices_owner').on(table.ownerId, table.createdAt, table.id),
    index('invoices_location').on(table.locationId, table.createdAt, table.id),
    index('invoices_created').on(table.createdAt, table.id),
    index('invoices_status').on(table.status, table.createdAt, table.id),
    check('invoices_total_adds_up', sql`${table.total} = ${table.subtotal} + ${table.tax}`),
    check('invoices_discount_rate', sql`${table.discountRate} between 0 and 10000`),
    check('invoices_discount_not_negative', sql`${table.discount} >= 0`),
    check(
      'invoices_number_when_finalised',
      sql`(${table.number} is null) = (${table.status} in ('DRAFT', 'VOID')) and (${table.number} is null) = (${table.finalisedAt} is null)`,
    ),
  ],
)

/** A line as it was charged: description, price and tax rate are copies that later edits never touch (B3). */
export const invoiceItems = billingSchema.table(
  'invoice_items',
  {
    id: uuid('id').primaryKey(),
    invoiceId: uuid('invoice_id').notNull(),
    position: integer('position').notNull(),
    kind: invoiceItemKind('kind').notNull(),
    /** The entry of the price list that it was taken from; null for a free line. */
    serviceId: uuid('service_id'),
    /** What was done and is charged by it; null for a line that somebody typed. */
    actId: uuid('act_id'),
    petId: uuid('pet_id'),
    petName: text('pet_name'),
    description: text('description').notNull(),
    /** Thousandths. */
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    unitPrice: bigint('unit_price', { mode: 'number' }).notNull(),
    taxIncluded: boolean('tax_included').notNull().default(false),
    /** The line’s own discount in basis points. */
    discountRate: integer('discount_rate').notNull().default(0),
    /** What its own discount and its share of the invoice’s take off the price. */
    discount: bigint('discount', { mode: 'number' }).notNull().default(0),
    net: bigint('net', { mode: 'number' }).notNull(),
    taxClass: taxClass('tax_class').notNull().default(TaxClass.STANDARD),
    /** Basis points. */
    taxRate: integer('tax_rate').notNull(),
    tax: bigint('tax', { mode: 'number' }).notNull(),
    gross: bigint('gross', { mode: 'number' }).notNull(),
    needsPrice: boolean('needs_price').notNull(),
  },
  (table) => [
    index('invoice_items_pet').on(table.petId, table.invoiceId),
    unique('invoice_items_place_once').on(table.invoiceId, table.position),
    check('invoice_items_quantity_positive', sql`${table.quantity} > 0`),
    check('invoice_items_tax_rate', sql`${table.taxRate} between 0 and 10000`),
    check('invoice_items_gross_adds_up', sql`${table.gross} = ${table.net} + ${table.tax}`),
    check(
      'invoice_items_rounded_once',
      sql`case when ${table.taxIncluded} then ${table.gross} else ${table.net} end + ${table.discount} = round(${table.unitPrice}::numeric * ${table.quantity} / 1000)`,
    ),
    check(
      'invoice_items_tax_of_rate',
      sql`case when ${table.taxIncluded}
        then abs(${table.tax}::numeric * (10000 + ${table.taxRate}) - ${table.gross}::numeric * ${table.taxRate}) < 10000 + ${table.taxRate}
        else abs(${table.tax}::numeric * 10000 - ${table.net}::numeric * ${table.taxRate}) < 10000 end`,
    ),
    check(
      'invoice_items_not_negative',
      sql`${table.unitPrice} >= 0 and ${table.net} >= 0 and ${table.discount} >= 0`,
    ),
    check('invoice_items_discount_rate', sql`${table.discountRate} between 0 and 10000`),
    check('invoice_items_untaxed', sql`${table.taxClass} not in ('ZERO', 'EXEMPT') or ${table.taxRate} = 0`),
    check('invoice_items_price_or_none', sql`not ${table.needsPrice} or ${table.unitPrice} = 0`),
  ],
)

/** The last number of each series: a row is locked while its next number is given (B1). */
export const numberSeries = billingSchema.table(
  'number_series',
  {
    locationId: uuid('location_id').notNull(),
    kind: documentKind('kind').notNull(),
    year: integer('year').notNull(),
    /** What numbers begin with, one for each location. */
    prefix: text('prefix').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.locationId, table.kind, table.year] }),
    unique('number_series_prefix_once').on(table.kind, table.year, table.prefix),
  ],
)

export type InvoiceRow = typeof invoices.$inferSelect
export type InvoiceItemRow = typeof invoiceItems.$inferSelect

explainConstraint('invoices_frozen', () =>
  conflict('A finalised invoice cannot be changed; correct it by a credit note.', {
    rule: 'invoices_frozen',
  }),
)
explainConstraint('invoices_one_draft_per_visit', () =>
  conflict('This visit has a draft already.', { field: 'appointmentId' }),
)
