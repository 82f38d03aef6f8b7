import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { plan } from '@vetgraph/kit/work/work'
import { creditOf, positionOf } from '../ledger/account.service.ts'
import { reopenSettled } from '../insurance-claims/reopen.service.ts'
import { JournalEntryKind, LedgerAccount } from '../ledger/journal.table.ts'
import { accountOf, post, type Posting } from '../ledger/post.service.ts'
import { settle } from '../ledger/settle.service.ts'
import { checkRefund } from '../online-payments/settle-charge.service.ts'
import { moneyMoved } from '../tills/cash.service.ts'
import { checkedAmount, inCoins } from './amount.ts'
import { getPayment, lockPayment, saved } from './payment.service.ts'
import type { RefundPaymentInput, ReversePaymentInput } from './payment.inputs.ts'
import { PaymentMethod, type PaymentRow, refunds } from './payment.table.ts'

/**
 * Takes so much of a payment out of where its money is: of what pays no invoice first, then of the invoices that
 * it paid last, which become due again. What was used up as credit cannot be taken.
 */
async function takenOut(
  ctx: Context,
  { id: paymentId, ownerId, currency, method }: PaymentRow,
  amount: number,
) {
  const { allocations, credit, deposit } = await positionOf(ctx, paymentId)
  const unused =
    method === PaymentMethod.CREDIT ? 0 : Math.min(credit, await creditOf(ctx, ownerId, currency))
  const sources: Posting[] = [
    { account: LedgerAccount.CREDIT, amount: unused, paymentId },
    { account: LedgerAccount.DEPOSITS, amount: deposit, paymentId },
    ...allocations.map(({ invoiceId, amount }) => ({
      account: LedgerAccount.RECEIVABLES,
      amount,
      invoiceId,
      paymentId,
    })),
  ]
  let left = amount
  const postings = sources.map((source) => {
    const part = Math.min(source.amount, left)
    left -= part
    return { ...source, amount: part }
  })
  if (left > 0)
    throw badInput(
      'amount',
      'The rest of this payment was used as account credit: reverse that payment first.',
      {
        available: { amount: amount - left, currency },
      },
    )
  return postings
}

const invoicesOf = (postings: readonly Posting[]) =>
  postings.flatMap(({ invoiceId, amount }) => (invoiceId && amount > 0 ? [invoiceId] : []))

async function refund(ctx: Context, input: RefundPaymentInput, refundedBy: string) {
  const payment = await lockPayment(ctx, input.paymentId)
  authorize(ctx, 'payment:refund', payment.locationId)
  const { id: paymentId, locationId, currency } = payment
  const { tillId } = input
  if (payment.reversedAt) throw conflict('This payment was reversed.', { field: 'paymentId' })
  if (payment.method === PaymentMethod.CREDIT)
    throw badInput('paymentId', 'Account credit is not refunded: reverse the payment instead.')
  const method = input.method ?? payment.method
  if (method === PaymentMethod.CREDIT) throw badInput('method', 'Choose how the money is given back.')
  if (method === PaymentMethod.ONLINE && method !== payment.method)
    throw badInput('method', 'Only an online payment is given back online.')
  if (method === PaymentMethod.INSURER && method !== payment.method)
    throw badInput('method', 'Only what an insurer has paid is given back to it.')
  if (method !== payment.method) authorize(ctx, 'payment:other-tender', payment.locationId)
  const left = payment.amount - payment.refunded
  if (left === 0) throw conflict('This payment was refunded already.', { field: 'paymentId' })
  const amount = input.amount ? checkedAmount(input.amount, currency) : left
  if (amount > left)
    throw badInput('amount', 'That is more than is left of the payment.', {
      available: { amount: left, currency },
    })
  if (method === PaymentMethod.CASH && amount !== inCoins(amount, currency))
    throw badInput('amount', 'There are no coins for this amount.')
  if (method === PaymentMethod.ONLINE) await checkRefund(ctx, payment, amount)
  // The last refund gives back the cash rounding too.
  const rounding = amount === left ? payment.rounding : 0
  const postings = await takenOut(ctx, payment, amount + rounding)
  const row = {
    id: newId(),
    paymentId,
    method,
    amount,
    reason: input.reason,
    refundedBy,
    createdAt: ctx.now(),
  }
  await ctx.db.insert(refunds).values(row)
  // The provider is asked after the transaction, and until it has paid.
  if (method === PaymentMethod.ONLINE) await plan(ctx, 'refund-online', { refundId: row.id }, { key: row.id })
  await saved.change(ctx, payment, {}, 'refund')
  await post(ctx, { ...accountOf(payment), kind: JournalEntryKind.REFUND, sourceId: row.id }, [
    ...postings,
    await moneyMoved(ctx, { method, locationId, tillId }, { amount: -amount, paymentId }),
    { account: LedgerAccount.ROUNDING, amount: -rounding, paymentId },
  ])
  await settle(ctx, invoicesOf(postings))
  return paymentId
}

/** Gives money of a payment back, never more than was taken; another tender than the original needs a right (B8). */
export async function refundPayment(ctx: Context, input: RefundPaymentInput): Promise<PaymentRow> {
  authorize(ctx, 'invoice:read')
  const { userId } = authorize(ctx, 'payment:refund')
  const id = await once(ctx, 'payment.refund', input, (ctx) => refund(ctx, input, userId))
  return getPayment(ctx, id)
}

async function reverse(ctx: Context, input: ReversePaymentInput, reversedBy: string) {
  const payment = await lockPayment(ctx, input.paymentId)
  authorize(ctx, 'payment:refund', payment.locationId)
  const { id: paymentId, locationId, method, amount, rounding } = payment
  const { tillId } = input
  if (payment.reversedAt) throw conflict('This payment was reversed already.', { field: 'paymentId' })
  if (payment.refunded > 0)
    throw conflict('Money of this payment was given back: it cannot be reversed.', { field: 'paymentId' })
  if (method === PaymentMethod.ONLINE)
    throw conflict('The provider has this money: refund it.', { field: 'paymentId' })
  const { allocations } = await positionOf(ctx, paymentId)
  // Of a payment by credit, a credit note may have given some back already.
  const standing =
    method === PaymentMethod.CREDIT ? allocations.reduce((sum, each) => sum + each.amount, 0) : amount
  const postings = await takenOut(ctx, payment, standing + rounding)
  await saved.change(
    ctx,
    payment,
    { reversedAt: ctx.now(), reversedBy, reversalReason: input.reason },
    'reverse',
  )
  await post(ctx, { ...accountOf(payment), kind: JournalEntryKind.REVERSAL, sourceId: paymentId }, [
    ...postings,
    await moneyMoved(ctx, { method, locationId, tillId }, { amount: -standing, paymentId }),
    { account: LedgerAccount.ROUNDING, amount: -rounding, paymentId },
  ])
  await settle(ctx, invoicesOf(postings))
  if (method === PaymentMethod.INSURER) await reopenSettled(ctx, paymentId)
  return paymentId
}

/** Takes back a payment that was recorded by mistake; it stays visible, and its invoices are due again (B10). */
export async function reversePayment(ctx: Context, input: ReversePaymentInput): Promise<PaymentRow> {
  authorize(ctx, 'invoice:read')
  const { userId } = authorize(ctx, 'payment:refund')
  const id = await once(ctx, 'payment.reverse', input, (ctx) => reverse(ctx, input, userId))
  return getPayment(ctx, id)
}
