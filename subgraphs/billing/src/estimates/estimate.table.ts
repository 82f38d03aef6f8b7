import type { Party } from '@vetgraph/kit/documents/letter'
import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { bytes, instant, saves } from '@vetgraph/kit/database/tables'
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
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'
import { invoices } from '../invoices/invoice.table.ts'
import { invoiceItemKind, taxClass } from '../prices/service.table.ts'

export enum EstimateStatus {
  DRAFT = 'DRAFT',
  SENT = 'SENT',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  EXPIRED = 'EXPIRED',
  CONVERTED = 'CONVERTED',
}

export enum EstimateDecision {
  OPEN = 'OPEN',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
}

export const estimateStatus = billingSchema.enum('estimate_status', EstimateStatus)
export const estimateDecision = billingSchema.enum('estimate_decision', EstimateDecision)

/** What treatment may cost: as it is now, with the number of its latest version (B12). */
export const estimates = billingSchema.table(
  'estimates',
  {
    id: uuid('id').primaryKey(),
    ownerId: uuid('owner_id').notNull(),
    locationId: uuid('location_id').notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    title: text('title').notNull(),
    note: text('note'),
    /** The last day on which it can be accepted, by the location’s calendar. */
    validUntil: date('valid_until').notNull(),
    status: estimateStatus('status').notNull(),
    /** The number of the latest version; those before it were sent. */
    revision: integer('revision').notNull(),
    /** The totals with tax, by the lowest and by the highest quantities. */
    low: bigint('low', { mode: 'number' }).notNull(),
    high: bigint('high', { mode: 'number' }).notNull(),
    /** The highest total of what was accepted. */
    acceptedHigh: bigint('accepted_high', { mode: 'number' }),
    /** The treatment plan whose accepted lines it was drafted of, once. */
    treatmentPlanId: uuid('treatment_plan_id').unique('estimates_of_plan_once'),
    ...saves(),
  },
  (table) => [
    index('estimates_owner').on(table.ownerId, table.createdAt, table.id),
    index('estimates_location').on(table.locationId, table.createdAt, table.id),
    index('estimates_created').on(table.createdAt, table.id),
    index('estimates_sent')
      .on(table.validUntil)
      .where(sql`status = 'SENT'`),
    check('estimates_low_to_high', sql`${table.low} between 0 and ${table.high}`),
    check(
      'estimates_accepted_high',
      sql`(${table.acceptedHigh} is not null) = (${table.status} in ('ACCEPTED', 'CONVERTED'))`,
    ),
  ],
)

/** The lines of every version; those of one that was sent keep what they say. */
export const estimateItems = billingSchema.table(
  'estimate_items',
  {
    id: uuid('id').primaryKey(),
    estimateId: uuid('estimate_id')
      .notNull()
      .references(() => estimates.id),
    revision: integer('revision').notNull(),
    position: integer('position').notNull(),
    kind: invoiceItemKind('kind').notNull(),
    serviceId: uuid('service_id'),
    petId: uuid('pet_id'),
    petName: text('pet_name'),
    description: text('description').notNull(),
    /** Thousandths: the least and the most that may be needed. */
    lowQuantity: bigint('low_quantity', { mode: 'number' }).notNull(),
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    unitPrice: bigint('unit_price', { mode: 'number' }).notNull(),
    taxIncluded: boolean('tax_included').notNull(),
    discountRate: integer('discount_rate').notNull(),
    taxClass: taxClass('tax_class').notNull(),
    taxRate: integer('tax_rate').notNull(),
    /** With tax, by the lowest and by the highest quantity. */
    low: bigint('low', { mode: 'number' }).notNull(),
    high: bigint('high', { mode: 'number' }).notNull(),
    decision: estimateDecision('decision').notNull(),
    /** The invoice that charges it, and the quantity that was used. */
    invoiceId: uuid('invoice_id').references(() => invoices.id),
    invoicedQuantity: bigint('invoiced_quantity', { mode: 'number' }),
  },
  (table) => [
    unique('estimate_items_place_once').on(table.estimateId, table.revision, table.position),
    index('estimate_items_invoice').on(table.invoiceId),
    index('estimate_items_pet').on(table.petId),
    check(
      'estimate_items_quantities',
      sql`${table.lowQuantity} between 0 and ${table.quantity} and ${table.quantity} > 0`,
    ),
    check(
      'estimate_items_not_negative',
      sql`${table.unitPrice} >= 0 and ${table.low} >= 0 and ${table.high} >= 0`,
    ),
    check(
      'estimate_items_invoiced_if_accepted',
      sql`(${table.invoiceId} is null) = (${table.invoicedQuantity} is null) and (${table.invoiceId} is null or ${table.decision} = 'ACCEPTED')`,
    ),
  ],
)

/** A version as it was sent. Rows are only ever added. */
export const estimateVersions = billingSchema.table(
  'estimate_versions',
  {
    id: uuid('id').primaryKey(),
    estimateId: uuid('estimate_id')
      .notNull()
      .references(() => estimates.id),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    note: text('note'),
    validUntil: date('valid_until').notNull(),
    low: bigint('low', { mode: 'number' }).notNull(),
    high: bigint('high', { mode: 'number' }).notNull(),
    issuer: jsonb('issuer').$type<Party>().notNull(),
    recipient: jsonb('recipient').$type<Party>().notNull(),
    sentAt: instant('sent_at').notNull(),
    sentBy: uuid('sent_by').notNull(),
    /** The e-mail address that it was mailed to with its link; null where there was none. */
    sentTo: text('sent_to'),
  },
  (table) => [unique('estimate_versions_number_once').on(table.estimateId, table.number)],
)

/** Who accepted or declined a version; each has one answer at most. Rows are only ever added. */
export const estimateAnswers = billingSchema.table(
  'estimate_answers',
  {
    versionId: uuid('version_id')
      .primaryKey()
      .references(() => estimateVersions.id),
    /** The name that was typed. */
    signedBy: text('signed_by').notNull(),
    /** Whether the owner answered in the portal; else somebody signed on the screen, or by the link. */
    portal: boolean('portal').notNull(),
    /** A PNG. */
    signature: bytes('signature'),
    /** Null for whoever had the link. */
    answeredBy: uuid('answered_by'),
    answeredAt: instant('answered_at').notNull(),
  },
  (table) => [
    check('estimate_answers_signed', sql`${table.portal} or ${table.signature} is not null`),
    check('estimate_answers_signature_size', sql`length(${table.signature}) <= 60000`),
  ],
)

export type EstimateRow = typeof estimates.$inferSelect
export type EstimateItemRow = typeof estimateItems.$inferSelect
export type EstimateVersionRow = typeof estimateVersions.$inferSelect
export type EstimateAnswerRow = typeof estimateAnswers.$inferSelect

explainConstraint('estimates_frozen', () =>
  conflict('A version that was sent cannot be changed: save a new one.', { rule: 'estimates_frozen' }),
)
explainConstraint('estimate_answers_pkey', () =>
  conflict('This estimate was answered already.', { field: 'id' }),
)
