import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { creditOf, type PaymentPosition, positionOf } from '../ledger/account.service.ts'
import { JournalEntryKind, LedgerAccount } from '../ledger/journal.table.ts'
import { accountOf, post, type Posting } from '../ledger/post.service.ts'
import { settle } from '../ledger/settle.service.ts'
import { checkedAmount } from './amount.ts'
import { getPayment, lockPayment, saved } from './payment.service.ts'
import type { AllocatePaymentInput } from './payment.inputs.ts'
import { PaymentMethod, type PaymentRow } from './payment.table.ts'
import { namedInvoices } from './record.service.ts'

interface Wanted {
  id: string
  due: number
  amount: number
}

/** What moves between a payment's invoices, and between them and the account's credit. */
function movesOf(paymentId: string, position: PaymentPosition, wanted: readonly Wanted[]): Posting[] {
  const ids = [
    ...new Set([...position.allocations.map(({ invoiceId }) => invoiceId), ...wanted.map(({ id }) => id)]),
  ]
  return ids.map((invoiceId) => {
    const now = position.allocations.find((each) => each.invoiceId === invoiceId)?.amount ?? 0
    const then = wanted.find(({ id }) => id === invoiceId)
    if (then && then.amount > then.due + now)
      throw badInput('allocations', 'That is more than is due on the invoice.')
    return { account: LedgerAccount.RECEIVABLES, amount: now - (then?.amount ?? 0), invoiceId, paymentId }
  })
}

async function allocate(ctx: Context, input: AllocatePaymentInput): Promise<string> {
  const payment = await lockPayment(ctx, input.paymentId, input.version)
  authorize(ctx, 'payment:take', payment.locationId)
  const { id: paymentId, ownerId, currency } = payment
  if (payment.reversedAt) throw conflict('This payment was reversed.', { field: 'paymentId' })
  if (payment.method === PaymentMethod.CREDIT)
    throw badInput('paymentId', 'A payment by account credit is reversed instead.')
  if (payment.method === PaymentMethod.INSURER)
    throw badInput('paymentId', 'What an insurer has paid stays on the invoice of its claim.')
  const position = await positionOf(ctx, paymentId)
  const named = await namedInvoices(
    ctx,
    { ownerId, currency },
    input.allocations.map(({ invoiceId }) => invoiceId),
    'allocations',
  )
  const moves = movesOf(
    paymentId,
    position,
    named.map((invoice, index) => ({
      ...invoice,
      amount: checkedAmount(input.allocations[index]!.amount, currency, 'allocations'),
    })),
  )
  const needed = 0 - moves.reduce((sum, { amount }) => sum + amount, 0)
  // A deposit pays first with what still is one.
  const fromDeposit = Math.min(Math.max(needed, 0), position.deposit)
  const fromCredit = needed - fromDeposit
  if (fromCredit > Math.min(position.credit, await creditOf(ctx, ownerId, currency)))
    throw badInput('allocations', 'That is more than is left of the payment.')
  await saved.change(ctx, payment, {}, 'allocate')
  await post(ctx, { ...accountOf(payment), kind: JournalEntryKind.ALLOCATION, sourceId: newId() }, [
    ...moves,
    { account: LedgerAccount.DEPOSITS, amount: fromDeposit, paymentId },
    { account: LedgerAccount.CREDIT, amount: fromCredit, paymentId },
  ])
  await settle(
    ctx,
    moves.flatMap(({ invoiceId, amount }) => (amount === 0 ? [] : [invoiceId!])),
  )
  return paymentId
}

/** Changes which invoices a payment pays (B6); what it then pays none of is credit of the account. */
export async function allocatePayment(ctx: Context, input: AllocatePaymentInput): Promise<PaymentRow> {
  authorize(ctx, 'invoice:read')
  authorize(ctx, 'payment:take')
  const id = await once(ctx, 'payment.allocate', input, (ctx) => allocate(ctx, input))
  return getPayment(ctx, id)
}
