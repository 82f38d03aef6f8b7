import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, char, check, index, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'
import { invoices } from '../invoices/invoice.table.ts'
import { payments } from '../payments/payment.table.ts'

export enum PaymentProviderName {
  DEMO = 'DEMO',
  STRIPE = 'STRIPE',
}

export enum OnlinePaymentStatus {
  STARTED = 'STARTED',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
  EXPIRED = 'EXPIRED',
}

export const paymentProviderName = billingSchema.enum('payment_provider', PaymentProviderName)
export const onlinePaymentStatus = billingSchema.enum('online_payment_status', OnlinePaymentStatus)

/** Links that let whoever has one pay one invoice (P4). Only the hash of the secret is kept. */
export const payLinks = billingSchema.table(
  'pay_links',
  {
    id: uuid('id').primaryKey(),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoices.id),
    hash: text('hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    createdBy: uuid('created_by').notNull(),
    ...saves(),
  },
  (table) => [
    unique('pay_links_hash_once').on(table.hash),
    index('pay_links_invoice').on(table.invoiceId, table.createdAt),
  ],
)

/** Money that a provider was asked to take, and what became of it. Its id is the provider’s idempotency key. */
export const onlinePayments = billingSchema.table(
  'online_payments',
  {
    id: uuid('id').primaryKey(),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoices.id),
    ownerId: uuid('owner_id').notNull(),
    locationId: uuid('location_id').notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    provider: paymentProviderName('provider').notNull(),
    /** By which the provider knows it; null until it has answered. */
    chargeId: text('charge_id'),
    status: onlinePaymentStatus('status').notNull(),
    /** The payment that was recorded. */
    paymentId: uuid('payment_id').references(() => payments.id),
    payLinkId: uuid('pay_link_id').references(() => payLinks.id),
    ...saves(),
  },
  (table) => [
    unique('online_payments_charge_once').on(table.provider, table.chargeId),
    unique('online_payments_recorded_once').on(table.paymentId),
    uniqueIndex('online_payments_one_open')
      .on(table.invoiceId)
      .where(sql`status = 'STARTED'`),
    index('online_payments_open')
      .on(table.createdAt)
      .where(sql`status = 'STARTED'`),
    check('online_payments_amount', sql`${table.amount} > 0`),
    check(
      'online_payments_recorded',
      sql`(${table.paymentId} is not null) = (${table.status} = 'SUCCEEDED')`,
    ),
  ],
)

/** The events of providers that were handled; each takes effect once. Rows are only ever added. */
export const providerEvents = billingSchema.table(
  'provider_events',
  {
    provider: paymentProviderName('provider').notNull(),
    eventId: text('event_id').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.eventId] })],
)

/** What the demo provider keeps of its own, as a provider does elsewhere. */
export const demoCharges = billingSchema.table(
  'demo_charges',
  {
    id: uuid('id').primaryKey(),
    currency: char('currency', { length: 3 }).notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    description: text('description').notNull(),
    outcome: text('outcome').notNull(),
    refunded: bigint('refunded', { mode: 'number' }).notNull().default(0),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    check('demo_charges_outcome', sql`${table.outcome} in ('OPEN', 'SUCCEEDED', 'FAILED')`),
    check('demo_charges_refunded', sql`${table.refunded} between 0 and ${table.amount}`),
  ],
)

/** Refunds that the demo provider has paid; each once, however often it is asked. */
export const demoRefunds = billingSchema.table('demo_refunds', {
  id: uuid('id').primaryKey(),
  chargeId: uuid('charge_id')
    .notNull()
    .references(() => demoCharges.id),
  amount: bigint('amount', { mode: 'number' }).notNull(),
})

export type PayLinkRow = typeof payLinks.$inferSelect
export type OnlinePaymentRow = typeof onlinePayments.$inferSelect

explainConstraint('online_payments_one_open', () =>
  conflict('Somebody is paying this invoice right now.', { field: 'invoiceId' }),
)
