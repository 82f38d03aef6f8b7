import type { Context } from '@vetgraph/kit/context'
import { documentAddress } from '@vetgraph/kit/documents/address'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { addDays } from '@vetgraph/kit/time'
import { auditRead } from '@vetgraph/kit/work/audit'
import { and, asc, between, desc, eq, sql } from 'drizzle-orm'
import { partiesOf, printed } from '../invoices/party.service.ts'
import { journalEntries, type JournalEntryKind } from '../ledger/journal.table.ts'
import { balanceOf, isSeen } from '../ledger/statement.service.ts'
import type { AccountEntry } from '../ledger/statement.types.ts'
import { findInvoiceOf, findPaymentOf } from '../payments/entry.service.ts'
import { methods } from '../payments/receipt.pdf.ts'
import { statementDocument } from './statement.pdf.ts'

const kind = 'ACCOUNT_STATEMENT'

export const isStatement = (of: string) => of === kind

/** Entries of one statement; a longer account is printed period by period. */
const maxEntries = 2000

const words: Record<JournalEntryKind, string> = {
  INVOICE: 'Invoice',
  CREDIT_NOTE: 'Credit note',
  PAYMENT: 'Payment',
  ALLOCATION: 'Allocation',
  REFUND: 'Refund',
  REVERSAL: 'Payment reversed',
  TILL_DIFFERENCE: 'Till difference',
  BANKING: 'Taken to the bank',
}

const fileName = (until: string) => `statement-${until}.pdf`

/** Where the statement of an owner's account is; null for whoever may not see the account, or without entries. */
export async function addressOfStatement(
  ctx: Context,
  ownerId: string,
  { from, until }: { from: string; until: string },
): Promise<string | null> {
  if (!isSeen(ctx, ownerId)) return null
  if (from > until) throw badInput('until', 'The last day is before the first.')
  const [any] = await ctx.db
    .select({ id: journalEntries.id })
    .from(journalEntries)
    .where(eq(journalEntries.ownerId, asId(ownerId)))
    .limit(1)
  return any ? documentAddress(ctx, kind, [ownerId, from, until].join(' '), fileName(until)).url : null
}

async function wordsOf(ctx: Context, entry: AccountEntry): Promise<string> {
  const [invoice, payment] = await Promise.all([findInvoiceOf(ctx, entry), findPaymentOf(ctx, entry)])
  return [words[entry.kind], invoice?.number, payment && methods[payment.method].toLowerCase()]
    .filter(Boolean)
    .join(' ')
}

/** The statement of an account in the currency that was used last, for whoever may still see it; it is audited. */
export async function openStatement(ctx: Context, address: string) {
  const [ownerId = '', from = '', until = ''] = address.split(' ')
  const now = await balanceOf(ctx, ownerId, { asOf: null, currency: null })
  if (!now) throw notFound('document')
  const { currency } = now
  const opening = (await balanceOf(ctx, ownerId, { asOf: addDays(from, -1), currency }))?.amount ?? 0
  const ofAccount = and(eq(journalEntries.ownerId, ownerId), eq(journalEntries.currency, currency))
  const rows = await ctx.db
    .select()
    .from(journalEntries)
    .where(
      and(
        ofAccount,
        between(journalEntries.day, from, until),
        sql`${journalEntries.receivable} <> ${journalEntries.credit}`,
      ),
    )
    .orderBy(asc(journalEntries.day), asc(journalEntries.id))
    .limit(maxEntries + 1)
  if (rows.length > maxEntries)
    throw badInput('from', `More than ${maxEntries} entries: choose a shorter period.`)
  const [latest] = await ctx.db
    .select({ locationId: journalEntries.locationId })
    .from(journalEntries)
    .where(ofAccount)
    .orderBy(desc(journalEntries.day), desc(journalEntries.id))
    .limit(1)
  if (!latest) throw notFound('document')
  let balance = opening
  const entries = await Promise.all(
    rows.map(async ({ receivable, credit, ...row }) => {
      const change = receivable - credit
      balance += change
      const entry = { ...row, change, balance }
      return { ...entry, what: await wordsOf(ctx, entry) }
    }),
  )
  const parties = await partiesOf(ctx, { ownerId, locationId: latest.locationId })
  const body = await printed(
    ctx,
    latest.locationId,
    statementDocument({ parties, currency, from, until, opening, entries }),
  )
  await auditRead(ctx, 'account.read-statement', [
    { entity: 'Owner', entityId: ownerId, after: { from, until } },
  ])
  return { fileName: fileName(until), body: body.toString('base64') }
}
