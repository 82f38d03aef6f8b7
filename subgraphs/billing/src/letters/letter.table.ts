import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, check, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'
import { invoices } from '../invoices/invoice.table.ts'

export enum LetterKind {
  INVOICE = 'INVOICE',
  FIRST_REMINDER = 'FIRST_REMINDER',
  SECOND_REMINDER = 'SECOND_REMINDER',
  FINAL_REMINDER = 'FINAL_REMINDER',
}

export const letterKind = billingSchema.enum('letter_kind', LetterKind)

/** What was sent about an invoice by e-mail, to whom and by whom. Rows never change (B11). */
export const letters = billingSchema.table(
  'letters',
  {
    /** That of the e-mail too. */
    id: uuid('id').primaryKey(),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoices.id),
    kind: letterKind('kind').notNull(),
    sentTo: text('sent_to').notNull(),
    sentBy: uuid('sent_by').notNull(),
    sentAt: instant('sent_at').notNull(),
    /** What was due at that time. */
    due: bigint('due', { mode: 'number' }).notNull(),
  },
  (table) => [
    index('letters_of_invoice').on(table.invoiceId, table.sentAt),
    uniqueIndex('letters_reminder_once')
      .on(table.invoiceId, table.kind)
      .where(sql`kind <> 'INVOICE'`),
    check('letters_remind_of_debts', sql`${table.kind} = 'INVOICE' or ${table.due} > 0`),
  ],
)

/** An invoice that the owner does not accept is not reminded of until it is settled; one dispute at a time (B11). */
export const disputes = billingSchema.table(
  'disputes',
  {
    id: uuid('id').primaryKey(),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoices.id),
    reason: text('reason').notNull(),
    openedBy: uuid('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    settledBy: uuid('settled_by'),
    settledAt: instant('settled_at'),
  },
  (table) => [
    uniqueIndex('disputes_one_open')
      .on(table.invoiceId)
      .where(sql`settled_at is null`),
    check('disputes_settled', sql`num_nulls(${table.settledBy}, ${table.settledAt}) in (0, 2)`),
  ],
)

export type LetterRow = typeof letters.$inferSelect
export type DisputeRow = typeof disputes.$inferSelect

explainConstraint('letters_reminder_once', () => conflict('This reminder was sent already.', { field: 'id' }))
explainConstraint('disputes_one_open', () => conflict('This invoice is disputed already.', { field: 'id' }))
