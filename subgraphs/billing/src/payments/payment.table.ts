import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { instant, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, boolean, char, check, date, index, text, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** How money is taken; each is an account of the ledger too. */
export enum PaymentMethod {
  CASH = 'CASH',
  CARD = 'CARD',
  TRANSFER = 'TRANSFER',
  CREDIT = 'CREDIT',
  ONLINE = 'ONLINE',
  INSURER = 'INSURER',
}

export const paymentMethod = billingSchema.enum('payment_method', PaymentMethod)

/** The largest amount that one payment takes, in minor units; anything above is a mistake of typing. */
export const maxAmount = 99_999_999_999

/** Money that was taken. What it pays is in the ledger; triggers count its refunds. */
export const payments = billingSchema.table(
  'payments',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    ownerId: uuid('owner_id').notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    method: paymentMethod('method').notNull(),
    /** What was taken. */
    amount: bigint('amount', { mode: 'number' }).notNull(),
    /** What it counts for beyond the amount taken: cash rounding, negative when more was taken (B4). */
    rounding: bigint('rounding', { mode: 'number' }).notNull(),
    /** What the owner handed over in cash. */
    tendered: bigint('tendered', { mode: 'number' }),
    reference: text('reference'),
    /** The location's calendar day; its entry has the same. */
    receivedOn: date('received_on').notNull(),
    takenBy: uuid('taken_by').notNull(),
    /** Taken before there is an invoice: a liability until then (B9). */
    deposit: boolean('deposit').notNull(),
    /** The appointment that a deposit is for; it keeps its id when it is rescheduled. */
    appointmentId: uuid('appointment_id'),
    refunded: bigint('refunded', { mode: 'number' }).notNull().default(0),
    reversedAt: instant('reversed_at'),
    reversedBy: uuid('reversed_by'),
    reversalReason: text('reversal_reason'),
    ...saves(),
  },
  (table) => [
    index('payments_owner').on(table.ownerId, table.createdAt, table.id),
    index('payments_location').on(table.locationId, table.createdAt, table.id),
    index('payments_created').on(table.createdAt, table.id),
    index('payments_deposits')
      .on(table.appointmentId)
      .where(sql`appointment_id is not null`),
    check('payments_amount', sql`${table.amount} between 1 and ${sql.raw(String(maxAmount))}`),
    check('payments_rounding_in_cash', sql`${table.rounding} = 0 or ${table.method} = 'CASH'`),
    check('payments_refunded_within_captured', sql`${table.refunded} between 0 and ${table.amount}`),
    check('payments_refunded_or_reversed', sql`${table.reversedAt} is null or ${table.refunded} = 0`),
    check(
      'payments_reversal',
      sql`(${table.reversedAt} is null) = (${table.reversalReason} is null) and (${table.reversedAt} is null) = (${table.reversedBy} is null)`,
    ),
  ],
)

/** Money that was given back. Rows are only ever added. */
export const refunds = billingSchema.table(
  'refunds',
  {
    id: uuid('id').primaryKey(),
    paymentId: uuid('payment_id')
      .notNull()
      .references(() => payments.id),
    method: paymentMethod('method').notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    reason: text('reason').notNull(),
    refundedBy: uuid('refunded_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('refunds_payment').on(table.paymentId),
    check('refunds_amount', sql`${table.amount} > 0`),
    check('refunds_of_money', sql`${table.method} <> 'CREDIT'`),
  ],
)

export type PaymentRow = typeof payments.$inferSelect
export type RefundRow = typeof refunds.$inferSelect

explainConstraint('payments_refunded_within_captured', () =>
  badInput('amount', 'That is more than is left of the payment.', {
    rule: 'payments_refunded_within_captured',
  }),
)
explainConstraint('refunds_of_standing', () => conflict('This payment was reversed.', { field: 'paymentId' }))
