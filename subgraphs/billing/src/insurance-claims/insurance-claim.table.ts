import type { Party } from '@vetgraph/kit/documents/letter'
import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { instant, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, char, check, date, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'
import { insurancePolicies } from '../insurance-policies/insurance-policy.table.ts'
import { invoiceItems, invoices } from '../invoices/invoice.table.ts'
import { payments } from '../payments/payment.table.ts'

export enum InsuranceClaimStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  SETTLED = 'SETTLED',
  REJECTED = 'REJECTED',
}

export const insuranceClaimStatus = billingSchema.enum('insurance_claim_status', InsuranceClaimStatus)

/** What an insurer is asked to pay of an invoice. Once it was submitted only the decision is noted (B14). */
export const insuranceClaims = billingSchema.table(
  'insurance_claims',
  {
    id: uuid('id').primaryKey(),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoices.id),
    policyId: uuid('policy_id')
      .notNull()
      .references(() => insurancePolicies.id),
    ownerId: uuid('owner_id').notNull(),
    petId: uuid('pet_id').notNull(),
    locationId: uuid('location_id').notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    status: insuranceClaimStatus('status').notNull(),
    /** Copies of the policy. */
    insurer: text('insurer').notNull(),
    policyNumber: text('policy_number').notNull(),
    /** What was treated, as the insurer reads it. */
    condition: text('condition').notNull(),
    /** The sum of its lines. */
    claimed: bigint('claimed', { mode: 'number' }).notNull(),
    /** The location’s day on which it was submitted, and the names and addresses of that day. */
    submittedOn: date('submitted_on'),
    issuer: jsonb('issuer').$type<Party>(),
    recipient: jsonb('recipient').$type<Party>(),
    decidedAt: instant('decided_at'),
    settled: bigint('settled', { mode: 'number' }),
    paymentId: uuid('payment_id').references(() => payments.id),
    /** Why the insurer pays nothing. */
    rejectionReason: text('rejection_reason'),
    ...saves(),
  },
  (table) => [
    index('insurance_claims_invoice').on(table.invoiceId),
    index('insurance_claims_payment').on(table.paymentId),
    index('insurance_claims_owner').on(table.ownerId, table.createdAt, table.id),
    index('insurance_claims_location').on(table.locationId, table.createdAt, table.id),
    index('insurance_claims_created').on(table.createdAt, table.id),
    index('insurance_claims_open')
      .on(table.locationId, table.createdAt, table.id)
      .where(sql`status in ('DRAFT', 'SUBMITTED')`),
    check('insurance_claims_claimed', sql`${table.claimed} > 0`),
    check(
      'insurance_claims_submitted',
      sql`case when ${table.status} = 'DRAFT' then num_nonnulls(${table.submittedOn}, ${table.issuer}, ${table.recipient}) = 0
        else num_nulls(${table.submittedOn}, ${table.issuer}, ${table.recipient}) = 0 end`,
    ),
    check(
      'insurance_claims_decided',
      sql`(${table.status} in ('SETTLED', 'REJECTED')) = (${table.decidedAt} is not null)
        and (${table.status} = 'SETTLED') = (${table.paymentId} is not null)
        and (${table.status} = 'SETTLED') = (${table.settled} is not null)
        and (${table.status} = 'REJECTED') = (${table.rejectionReason} is not null)`,
    ),
    check('insurance_claims_settled', sql`${table.settled} between 1 and ${table.claimed}`),
  ],
)

/** The lines that are claimed, each with what was left of it. */
export const insuranceClaimItems = billingSchema.table(
  'insurance_claim_items',
  {
    claimId: uuid('claim_id')
      .notNull()
      .references(() => insuranceClaims.id),
    invoiceItemId: uuid('invoice_item_id')
      .notNull()
      .references(() => invoiceItems.id),
    position: integer('position').notNull(),
    description: text('description').notNull(),
    petName: text('pet_name'),
    /** Thousandths. */
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    /** With tax. */
    amount: bigint('amount', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.invoiceItemId] }),
    index('insurance_claim_items_line').on(table.invoiceItemId),
    check('insurance_claim_items_positive', sql`${table.quantity} > 0 and ${table.amount} > 0`),
  ],
)

/** An insurer is still to decide: the lines are locked, and the invoice is not overdue (B11, B14). */
export const isOpen = sql`${insuranceClaims.status} in ('DRAFT', 'SUBMITTED')`

export type InsuranceClaimRow = typeof insuranceClaims.$inferSelect
export type InsuranceClaimItemRow = typeof insuranceClaimItems.$inferSelect

explainConstraint('insurance_claims_frozen', () =>
  conflict('A claim that was submitted cannot be changed.', { field: 'id', rule: 'insurance_claims_frozen' }),
)
explainConstraint('insurance_claim_items_once', () =>
  conflict('A line is claimed already.', { field: 'itemIds', rule: 'insurance_claim_items_once' }),
)
explainConstraint('insurance_claim_items_within_line', () =>
  conflict('No more than what is left of a line can be claimed.', { field: 'itemIds' }),
)
explainConstraint('credit_note_items_not_claimed', () =>
  conflict('A line is claimed from an insurer: it cannot be credited until the claim is decided.', {
    field: 'items',
    rule: 'credit_note_items_not_claimed',
  }),
)
explainConstraint('insurance_claims_settled', () =>
  badInput('amount', 'An insurer does not pay more than was claimed.'),
)
