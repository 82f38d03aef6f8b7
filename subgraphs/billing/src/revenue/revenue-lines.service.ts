import type { Database } from '@vetgraph/kit/database/database'
import type { Period } from '@vetgraph/kit/reports/period'
import { among, type Places } from '@vetgraph/kit/reads/statement'
import { and, between, eq, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { creditNoteItems, creditNotes } from '../invoices/credit-note.table.ts'
import { invoiceItems, invoices } from '../invoices/invoice.table.ts'
import { journalEntries, JournalEntryKind, journalLines } from '../ledger/journal.table.ts'
import { payments } from '../payments/payment.table.ts'
import { appointmentRefs, locationRefs } from '../refs/refs.table.ts'
import { RevenueGrouping } from './revenue.types.ts'

export type RevenuePlaces = Places<Period & { places: readonly string[] | null }>

/** The money events of a kind in the period; the day of an entry never moves (RP1). */
const posted = (kind: JournalEntryKind, { from, until, places }: RevenuePlaces) =>
  and(
    eq(journalEntries.kind, sql.raw(`'${kind}'`)),
    between(journalEntries.day, from, until),
    // The index begins with the location.
    places
      ? among(journalEntries.locationId, places)
      : sql`${journalEntries.locationId} = any(array(select id from ${locationRefs}))`,
  )

const line = {
  day: journalEntries.day,
  locationId: journalEntries.locationId,
  currency: journalEntries.currency,
  invoiceId: sql<string>`${invoices.id}`.as('invoice_id'),
  appointmentId: invoices.appointmentId,
  kind: invoiceItems.kind,
  serviceId: invoiceItems.serviceId,
}

/** The lines that make up the revenue of a period: those invoiced, and negative ones for those credited (RP1). */
export function revenueLines(db: Database, places: RevenuePlaces) {
  const invoiced = db
    .select({
      ...line,
      credited: sql<boolean>`false`.as('credited'),
      net: invoiceItems.net,
      tax: invoiceItems.tax,
      gross: invoiceItems.gross,
    })
    .from(journalEntries)
    .innerJoin(invoices, eq(invoices.id, journalEntries.sourceId))
    .innerJoin(invoiceItems, eq(invoiceItems.invoiceId, invoices.id))
    .where(posted(JournalEntryKind.INVOICE, places))
  const credited = db
    .select({
      ...line,
      credited: sql<boolean>`true`.as('credited'),
      net: sql<number>`-${creditNoteItems.net}`.as('net'),
      tax: sql<number>`-${creditNoteItems.tax}`.as('tax'),
      gross: sql<number>`-${creditNoteItems.gross}`.as('gross'),
    })
    .from(journalEntries)
    .innerJoin(creditNotes, eq(creditNotes.id, journalEntries.sourceId))
    .innerJoin(creditNoteItems, eq(creditNoteItems.creditNoteId, creditNotes.id))
    .innerJoin(invoiceItems, eq(invoiceItems.id, creditNoteItems.invoiceItemId))
    .innerJoin(invoices, eq(invoices.id, creditNotes.invoiceId))
    .where(posted(JournalEntryKind.CREDIT_NOTE, places))
  return unionAll(invoiced, credited).as('lines')
}

/** The method of the payments that stand for an invoice, `SEVERAL` for more than one, null for none. */
const method = sql<string | null>`(
  select case when count(distinct standing.method) > 1 then 'SEVERAL' else min(standing.method) end
  from (
    select p.method::text as method from ${journalLines} as l join ${payments} as p on p.id = l.payment_id
    where l.invoice_id = lines.invoice_id
    group by p.id, p.method having sum(l.amount) <> 0
  ) as standing)`

const vet = sql<string | null>`(
  select v.vet_id::text from ${appointmentRefs} as v where v.id = lines.appointment_id)`

/** The key of a line in each grouping, the same for the report and for its documents. */
export const keys: Readonly<Record<RevenueGrouping, SQL<string | null>>> = {
  DAY: sql`to_char(lines.day, 'YYYY-MM-DD')`,
  MONTH: sql`to_char(lines.day, 'YYYY-MM')`,
  VET: vet,
  SERVICE: sql`lines.service_id::text`,
  CATEGORY: sql`lines.kind::text`,
  LOCATION: sql`lines.location_id::text`,
  PAYMENT_METHOD: method,
}

export interface RevenueRow extends Period {
  revenueBy: RevenueGrouping | null
  revenueKey: string | null
}

/** The invoices that a row of the report adds up: finalised or credited in the period. */
export function invoicesOfRow(db: Database, { revenueBy, revenueKey, ...period }: Places<RevenueRow>) {
  const lines = revenueLines(db, { ...period, places: null })
  const cases = sql.join(
    Object.values(RevenueGrouping).map((by) => sql`when ${sql.raw(`'${by}'`)} then ${keys[by]}`),
    sql` `,
  )
  const isOfRow = (by: Placeholder) =>
    sql`(case ${by}::text ${cases} end) is not distinct from ${revenueKey ? sql`${revenueKey}::text` : sql`null`}`
  return db
    .select({ id: lines.invoiceId })
    .from(lines)
    .where(revenueBy ? isOfRow(revenueBy) : undefined)
}
