import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { checkUnlocked } from '../bookkeeping/period-lock.service.ts'
import { type InvoiceRow, invoices, InvoiceStatus, unreleased } from '../invoices/invoice.table.ts'
import { creditOf, duesOf, lockAccount } from '../ledger/account.service.ts'
import { JournalEntryKind, LedgerAccount } from '../ledger/journal.table.ts'
import { accountOf, post } from '../ledger/post.service.ts'
import { settle } from '../ledger/settle.service.ts'
import { locations, owners } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { moneyMoved } from '../tills/cash.service.ts'
import { checkedAmount, takenFor } from './amount.ts'
import { getPayment, saved } from './payment.service.ts'
import type { RecordPaymentInput, TakenMoneyInput } from './payment.inputs.ts'
import { PaymentMethod, type PaymentRow } from './payment.table.ts'

/** How many invoices one payment may pay. */
const maxInvoices = 100

export interface Due {
  id: string
  due: number
}

async function duesIn(ctx: Context, rows: readonly InvoiceRow[]): Promise<Due[]> {
  const dues = await duesOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id }) => ({ id, due: dues.get(id) ?? 0 }))
}

interface Account {
  ownerId: string
  currency: string
}

/** Everything that is due on an owner's account in a currency, the oldest first (B6). */
async function everythingDue(ctx: Context, { ownerId, currency }: Account): Promise<Due[]> {
  const rows = await ctx.db
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.ownerId, ownerId),
        eq(invoices.currency, currency),
        eq(invoices.status, InvoiceStatus.FINALISED),
      ),
    )
    .orderBy(asc(invoices.finalisedAt), asc(invoices.id))
    .limit(maxInvoices)
  return duesIn(ctx, rows)
}

/** The invoices of an owner that are named, in the order named; each must be one that can be paid. */
export async function namedInvoices(
  ctx: Context,
  { ownerId, currency }: Account,
  ids: readonly string[],
  field: string,
): Promise<Due[]> {
  if (ids.length > maxInvoices) throw badInput(field, `At most ${maxInvoices} invoices at once.`)
  if (new Set(ids).size < ids.length) throw badInput(field, 'An invoice is named twice.')
  const found = await ctx.db
    .select()
    .from(invoices)
    .where(inArray(invoices.id, ids.map(asId)))
  const rows = ids.map((id) => {
    const row = found.find((each) => each.id === id)
    if (!row || row.ownerId !== ownerId || !can(ctx.viewer, 'invoice:read', row.locationId))
      throw notFound('invoice', field)
    if (unreleased.includes(row.status)) throw badInput(field, 'Only a finalised invoice can be paid.')
    if (row.currency !== currency) throw badInput(field, `This invoice is in ${row.currency}.`)
    return row
  })
  return duesIn(ctx, rows)
}

/** The day on which money was received: the location's today, or an earlier one with the right to say so. */
export async function receivedDay(
  ctx: Context,
  location: LocationRef,
  wanted: string | null | undefined,
): Promise<string> {
  const today = dayOf(ctx.now(), location.timeZone)
  const day = wanted ?? today
  if (day > today) throw badInput('receivedOn', 'This day is still to come.')
  if (day < today) {
    authorize(ctx, 'payment:back-date', location.id)
    await checkUnlocked(ctx, location.id, day)
  }
  return day
}

/** The location that takes money, with what every payment must say checked. */
export async function takingLocation(ctx: Context, input: TakenMoneyInput) {
  const location = await locations.find(ctx, input.locationId)
  if (!location) throw notFound('location', 'locationId')
  const { currency } = location
  if (input.method === PaymentMethod.ONLINE)
    throw badInput('method', 'The payment provider says what was paid online.')
  if (input.method === PaymentMethod.INSURER)
    throw badInput('method', 'What an insurer pays is recorded by settling its claim.')
  const amount = checkedAmount(input.amount, currency)
  const tendered = input.tendered ? checkedAmount(input.tendered, currency, 'tendered') : null
  if (tendered !== null && input.method !== PaymentMethod.CASH)
    throw badInput('tendered', 'Only cash is handed over.')
  if (input.method === PaymentMethod.TRANSFER && !input.reference)
    throw badInput('reference', 'A transfer needs the reference of the bank.')
  const receivedOn = await receivedDay(ctx, location, input.receivedOn)
  return { location, currency, amount, tendered, receivedOn }
}

/** Refuses less than what is to be taken. */
export function checkTendered(tendered: number | null, taken: number) {
  if (tendered !== null && tendered < taken)
    throw badInput('tendered', 'That is less than what is to be paid.')
}

async function record(ctx: Context, input: RecordPaymentInput, takenBy: string): Promise<PaymentRow> {
  const { location, currency, amount, tendered, receivedOn } = await takingLocation(ctx, input)
  const ownerId = asId(input.ownerId)
  await lockAccount(ctx, ownerId)
  const account = { ownerId, currency }
  const dues = input.invoiceIds
    ? await namedInvoices(ctx, account, input.invoiceIds, 'invoiceIds')
    : await everythingDue(ctx, account)
  if (input.invoiceIds && dues.some(({ due }) => due === 0))
    throw badInput('invoiceIds', 'Nothing is due on this invoice.')
  if (dues.length === 0 && !(await owners.find(ctx, ownerId))) throw notFound('owner', 'ownerId')
  const { method } = input
  const dueInAll = dues.reduce((sum, { due }) => sum + due, 0)
  const { taken, settled } = takenFor(amount, dueInAll, method, currency)
  checkTendered(tendered, taken)
  if (method === PaymentMethod.CREDIT) {
    if (settled > dueInAll) throw badInput('amount', 'That is more than is due.')
    const available = await creditOf(ctx, ownerId, currency)
    if (settled > available)
      throw badInput('amount', 'The account has not so much credit.', {
        available: { amount: available, currency },
      })
  }
  return bookPayment(
    ctx,
    {
      locationId: location.id,
      ...account,
      method,
      amount: taken,
      rounding: settled - taken,
      tendered,
      reference: input.reference ?? null,
      receivedOn,
      takenBy,
      deposit: false,
    },
    dues,
    input.tillId,
  )
}

type Taken = Parameters<typeof saved.add>[1]

/** Books money that was taken: it pays these invoices in their order, and what is left becomes credit (B6). */
export async function bookPayment(
  ctx: Context,
  taken: Taken,
  dues: readonly Due[],
  tillId?: string | null,
): Promise<PaymentRow> {
  const payment = await saved.add(ctx, taken)
  const { id: paymentId, locationId, method, amount, rounding, receivedOn } = payment
  let left = amount + rounding
  const paid = dues.flatMap(({ id, due }) => {
    const part = Math.min(due, left)
    left -= part
    return part > 0 ? [{ account: LedgerAccount.RECEIVABLES, amount: -part, invoiceId: id, paymentId }] : []
  })
  await post(
    ctx,
    { ...accountOf(payment), kind: JournalEntryKind.PAYMENT, sourceId: paymentId, day: receivedOn },
    [
      await moneyMoved(ctx, { method, locationId, tillId }, { amount, paymentId }),
      { account: LedgerAccount.ROUNDING, amount: rounding, paymentId },
      ...paid,
      { account: LedgerAccount.CREDIT, amount: -left, paymentId },
    ],
  )
  await settle(
    ctx,
    paid.map(({ invoiceId }) => invoiceId),
  )
  return payment
}

/** Takes money for an owner's invoices, the oldest first unless they are named; what is left becomes credit (B6). */
export async function recordPayment(ctx: Context, input: RecordPaymentInput): Promise<PaymentRow> {
  authorize(ctx, 'invoice:read', input.locationId)
  const { userId } = authorize(ctx, 'payment:take', input.locationId)
  const id = await once(ctx, 'payment.record', input, async (ctx) => (await record(ctx, input, userId)).id)
  return getPayment(ctx, id)
}
