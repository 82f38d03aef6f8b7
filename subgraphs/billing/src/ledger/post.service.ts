import type { Context } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { dayOf } from '@vetgraph/kit/time'
import { getLocation } from '../refs/refs.service.ts'
import { journalEntries, JournalEntryKind, journalLines, LedgerAccount } from './journal.table.ts'

/** What a money event moves between accounts: debits are positive. */
export interface Posting {
  account: LedgerAccount
  amount: number
  invoiceId?: string
  paymentId?: string | undefined
  /** Of cash: the session of the till that it is in. */
  tillSessionId?: string | undefined
}

interface Posted {
  kind: JournalEntryKind
  sourceId: string
  locationId: string
  ownerId: string | null
  currency: string
  /** The location's calendar day; today's when it is left out. */
  day?: string
}

const sumOn = (lines: readonly Posting[], account: LedgerAccount) =>
  lines.reduce((sum, line) => (line.account === account ? sum + line.amount : sum), 0)

/** Writes the one journal entry of a money event into its transaction; an event that moves nothing has none. */
export async function post(ctx: Context, event: Posted, postings: readonly Posting[]) {
  if (!ctx.inTransaction) throw new Error(`post(${event.kind}) outside a transaction`)
  const lines = postings.filter(({ amount }) => amount !== 0)
  if (lines.length === 0) return
  const { timeZone } = await getLocation(ctx, event.locationId)
  const entryId = newId()
  await ctx.db.insert(journalEntries).values({
    day: dayOf(ctx.now(), timeZone),
    ...event,
    id: entryId,
    at: ctx.now(),
    receivable: sumOn(lines, LedgerAccount.RECEIVABLES),
    credit: 0 - sumOn(lines, LedgerAccount.CREDIT),
  })
  await ctx.db.insert(journalLines).values(
    lines.map(({ account, amount, invoiceId = null, paymentId = null, tillSessionId = null }, index) => ({
      entryId,
      position: index + 1,
      account,
      amount,
      invoiceId,
      paymentId,
      tillSessionId,
    })),
  )
}

/** The totals of an invoice as they stand on it. */
export interface Charged {
  id: string
  ownerId: string
  locationId: string
  currency: string
  subtotal: number
  tax: number
  total: number
}

/** Posts an invoice when it is finalised, in the same transaction: from then on the owner owes it. */
export const postInvoice = (ctx: Context, invoice: Charged) =>
  post(ctx, { ...accountOf(invoice), kind: JournalEntryKind.INVOICE, sourceId: invoice.id }, [
    { account: LedgerAccount.RECEIVABLES, amount: invoice.total, invoiceId: invoice.id },
    { account: LedgerAccount.REVENUE, amount: -invoice.subtotal },
    { account: LedgerAccount.TAX, amount: -invoice.tax },
  ])

export const accountOf = ({ ownerId, locationId, currency }: Omit<Posted, 'kind' | 'sourceId'>) => ({
  ownerId,
  locationId,
  currency,
})
