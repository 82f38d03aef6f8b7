import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, char, check, date, index, integer, primaryKey, unique, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** The money events; each has one journal entry, made in its transaction. */
export enum JournalEntryKind {
  INVOICE = 'INVOICE',
  CREDIT_NOTE = 'CREDIT_NOTE',
  PAYMENT = 'PAYMENT',
  ALLOCATION = 'ALLOCATION',
  REFUND = 'REFUND',
  REVERSAL = 'REVERSAL',
  TILL_DIFFERENCE = 'TILL_DIFFERENCE',
  BANKING = 'BANKING',
}

export enum LedgerAccount {
  /** What owners owe for invoices. */
  RECEIVABLES = 'RECEIVABLES',
  /** What the hospital owes owners: money that pays no invoice yet. */
  CREDIT = 'CREDIT',
  /** Money taken for an appointment before its invoice (B9). */
  DEPOSITS = 'DEPOSITS',
  REVENUE = 'REVENUE',
  TAX = 'TAX',
  CASH = 'CASH',
  CARD = 'CARD',
  TRANSFER = 'TRANSFER',
  /** What a payment provider has taken for the hospital. */
  ONLINE = 'ONLINE',
  /** What insurers have paid for claims. */
  INSURER = 'INSURER',
  /** Cash that was taken to the bank (B15). */
  BANK = 'BANK',
  /** What cash rounding gave or took (B4). */
  ROUNDING = 'ROUNDING',
  /** What a count of a till found too much or too little (B15). */
  TILL_DIFFERENCE = 'TILL_DIFFERENCE',
}

export const journalEntryKind = billingSchema.enum('journal_entry_kind', JournalEntryKind)
export const ledgerAccount = billingSchema.enum('ledger_account', LedgerAccount)

/** One money event. Rows are only ever added; triggers of the migrations check them when their transaction ends. */
export const journalEntries = billingSchema.table(
  'journal_entries',
  {
    id: uuid('id').primaryKey(),
    kind: journalEntryKind('kind').notNull(),
    /** The invoice, payment, refund, … that it posts. */
    sourceId: uuid('source_id').notNull(),
    locationId: uuid('location_id').notNull(),
    /** Whose account it moves; null for what is the hospital's alone. */
    ownerId: uuid('owner_id'),
    currency: char('currency', { length: 3 }).notNull(),
    /** The location's calendar day. */
    day: date('day').notNull(),
    at: instant('at').notNull(),
    /** The sum of its lines on RECEIVABLES. */
    receivable: bigint('receivable', { mode: 'number' }).notNull(),
    /** What its lines add to CREDIT, as the owner sees it: positive is more credit. */
    credit: bigint('credit', { mode: 'number' }).notNull(),
  },
  (table) => [
    unique('journal_entries_once').on(table.kind, table.sourceId),
    // What an owner owes on a day is the sum over this index alone.
    index('journal_entries_account')
      .on(table.ownerId, table.currency, table.day, table.id)
      .where(sql`receivable <> credit`),
    index('journal_entries_credit')
      .on(table.ownerId, table.currency)
      .where(sql`credit <> 0`),
    index('journal_entries_location').on(table.locationId, table.day, table.id),
    check(
      'journal_entries_of_an_owner',
      sql`${table.ownerId} is not null or (${table.receivable} = 0 and ${table.credit} = 0)`,
    ),
  ],
)

/** A line of an entry: debits are positive, credits negative; the lines of an entry add up to zero. */
export const journalLines = billingSchema.table(
  'journal_lines',
  {
    entryId: uuid('entry_id').notNull(),
    position: integer('position').notNull(),
    account: ledgerAccount('account').notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    /** On RECEIVABLES: the invoice that is owed or paid. */
    invoiceId: uuid('invoice_id'),
    /** The payment whose money it moves. */
    paymentId: uuid('payment_id'),
    /** The session of a till that the cash went into or came from (B15). */
    tillSessionId: uuid('till_session_id'),
  },
  (table) => [
    primaryKey({ columns: [table.entryId, table.position] }),
    index('journal_lines_invoice')
      .on(table.invoiceId)
      .where(sql`invoice_id is not null`),
    index('journal_lines_payment')
      .on(table.paymentId)
      .where(sql`payment_id is not null`),
    index('journal_lines_till_session')
      .on(table.tillSessionId)
      .where(sql`till_session_id is not null`),
    check('journal_lines_cash_in_till', sql`${table.tillSessionId} is null or ${table.account} = 'CASH'`),
    check('journal_lines_not_zero', sql`${table.amount} <> 0`),
    check(
      'journal_lines_receivables_by_invoice',
      sql`(${table.account} = 'RECEIVABLES') = (${table.invoiceId} is not null)`,
    ),
  ],
)

export type JournalEntryRow = typeof journalEntries.$inferSelect
export type JournalLineRow = typeof journalLines.$inferSelect

explainConstraint('invoices_never_overpaid', () =>
  badInput('allocations', 'That is more than is due on the invoice.', { rule: 'invoices_never_overpaid' }),
)
explainConstraint('credit_never_overdrawn', () =>
  badInput('amount', 'The account has not so much credit.', { rule: 'credit_never_overdrawn' }),
)
explainConstraint('deposits_never_overdrawn', () =>
  badInput('amount', 'That is more than is held of the deposit.', { rule: 'deposits_never_overdrawn' }),
)
