import { auditRead } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { addDays } from '@vetgraph/kit/time'
import { stringify } from 'csv-stringify/sync'
import { and, asc, between, eq, sql } from 'drizzle-orm'
import { creditNotes } from '../invoices/credit-note.table.ts'
import { invoices } from '../invoices/invoice.table.ts'
import { journalEntries, journalLines } from '../ledger/journal.table.ts'
import { payments } from '../payments/payment.table.ts'
import { decimalOf } from '../prices/price-list.csv.ts'
import { locations } from '../refs/refs.service.ts'
import { numbersAt } from './account-number.service.ts'

const maxDays = 92
const maxLines = 50_000

const columns = [
  'date',
  'entry',
  'event',
  'document',
  'account',
  'account number',
  'debit',
  'credit',
  'currency',
]

/** The lines of the journal of a period, each with the invoice, credit note or reference that it stands for. */
const linesOf = (ctx: Context, locationId: string, from: string, until: string) =>
  ctx.db
    .select({
      day: journalEntries.day,
      entryId: journalEntries.id,
      kind: journalEntries.kind,
      document: sql<
        string | null
      >`coalesce(${creditNotes.number}, ${invoices.number}, ${payments.reference})`,
      account: journalLines.account,
      amount: journalLines.amount,
      currency: journalEntries.currency,
    })
    .from(journalEntries)
    .innerJoin(journalLines, eq(journalLines.entryId, journalEntries.id))
    .leftJoin(creditNotes, eq(creditNotes.id, journalEntries.sourceId))
    .leftJoin(invoices, sql`${invoices.id} = coalesce(${journalLines.invoiceId}, ${journalEntries.sourceId})`)
    .leftJoin(payments, eq(payments.id, journalLines.paymentId))
    .where(and(eq(journalEntries.locationId, locationId), between(journalEntries.day, from, until)))
    .orderBy(asc(journalEntries.day), asc(journalEntries.id), asc(journalLines.position))
    .limit(maxLines + 1)

/** The journal of a location for the bookkeeper: every line of the ledger that is dated in the period; audited (RP3). */
export async function exportJournal(
  ctx: Context,
  { locationId, from, until }: { locationId: string; from: string; until: string },
): Promise<string> {
  authorize(ctx, 'journal:export', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  if (from > until) throw badInput('until', 'The last day is before the first.')
  if (until >= addDays(from, maxDays)) throw badInput('until', `A period has at most ${maxDays} days.`)
  const lines = await linesOf(ctx, location.id, from, until)
  if (lines.length > maxLines)
    throw badInput('until', 'This period has more than 50,000 lines: export it in parts.')
  const numbers = new Map((await numbersAt(ctx, location.id)).map(({ account, number }) => [account, number]))
  await auditRead(ctx, 'journal.export', [{ entity: 'Location', entityId: location.id }])
  return stringify(
    lines.map(({ day, entryId, kind, document, account, amount, currency }) => [
      day,
      entryId,
      kind,
      document,
      account,
      numbers.get(account),
      amount > 0 ? decimalOf(amount, currency) : null,
      amount < 0 ? decimalOf(-amount, currency) : null,
      currency,
    ]),
    { header: true, columns, escape_formulas: true, record_delimiter: 'windows' },
  )
}
