import type { Party } from '@vetgraph/kit/documents/letter'
import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { bytes, instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, char, check, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'
import { taxClass } from '../prices/service.table.ts'
import { documentKind, invoiceItems, invoices } from './invoice.table.ts'

/** What corrects a finalised invoice; its amounts are positive. Rows are only ever added (B2). */
export const creditNotes = billingSchema.table(
  'credit_notes',
  {
    id: uuid('id').primaryKey(),
    number: text('number').notNull(),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoices.id),
    ownerId: uuid('owner_id').notNull(),
    locationId: uuid('location_id').notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    reason: text('reason').notNull(),
    subtotal: bigint('subtotal', { mode: 'number' }).notNull(),
    tax: bigint('tax', { mode: 'number' }).notNull(),
    total: bigint('total', { mode: 'number' }).notNull(),
    issuer: jsonb('issuer').$type<Party>().notNull(),
    recipient: jsonb('recipient').$type<Party>().notNull(),
    /** The draft that was made when it was credited and invoiced again. */
    replacementId: uuid('replacement_id').references(() => invoices.id),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    unique('credit_notes_number_once').on(table.locationId, table.number),
    index('credit_notes_invoice').on(table.invoiceId, table.createdAt),
    check('credit_notes_total_adds_up', sql`${table.total} = ${table.subtotal} + ${table.tax}`),
  ],
)

/** How much of a line is credited, with the line's own tax rate (B5). A trigger keeps it below what was invoiced. */
export const creditNoteItems = billingSchema.table(
  'credit_note_items',
  {
    id: uuid('id').primaryKey(),
    creditNoteId: uuid('credit_note_id')
      .notNull()
      .references(() => creditNotes.id),
    invoiceItemId: uuid('invoice_item_id')
      .notNull()
      .references(() => invoiceItems.id),
    position: integer('position').notNull(),
    description: text('description').notNull(),
    petName: text('pet_name'),
    /** Thousandths. */
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    net: bigint('net', { mode: 'number' }).notNull(),
    taxClass: taxClass('tax_class').notNull(),
    taxRate: integer('tax_rate').notNull(),
    tax: bigint('tax', { mode: 'number' }).notNull(),
    gross: bigint('gross', { mode: 'number' }).notNull(),
  },
  (table) => [
    unique('credit_note_items_line_once').on(table.creditNoteId, table.invoiceItemId),
    index('credit_note_items_line').on(table.invoiceItemId),
    check(
      'credit_note_items_positive',
      sql`${table.quantity} > 0 and ${table.net} >= 0 and ${table.tax} >= 0`,
    ),
    check('credit_note_items_gross_adds_up', sql`${table.gross} = ${table.net} + ${table.tax}`),
  ],
)

/** The PDF of an invoice or credit note as it was first made; the database compares it with its hash (B3). */
export const documents = billingSchema.table(
  'documents',
  {
    /** That of the invoice or credit note. */
    id: uuid('id').primaryKey(),
    kind: documentKind('kind').notNull(),
    sha256: bytes('sha256').notNull(),
    body: bytes('body').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [check('documents_hash', sql`${table.sha256} = sha256(${table.body})`)],
)

export type CreditNoteRow = typeof creditNotes.$inferSelect
export type CreditNoteItemRow = typeof creditNoteItems.$inferSelect

explainConstraint('credit_note_items_within_line', () =>
  conflict('No more than what was invoiced can be credited.', { field: 'items' }),
)
