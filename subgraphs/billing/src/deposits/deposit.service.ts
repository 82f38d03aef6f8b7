import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { quantityScale } from '@vetgraph/kit/money'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { finaliseDraft } from '../invoices/finalise.service.ts'
import { lockDraft } from '../invoices/invoice-change.service.ts'
import { addDraft } from '../invoices/invoice-draft.service.ts'
import { partiesOf } from '../invoices/party.service.ts'
import { duesOf, lockAccount, positionOf } from '../ledger/account.service.ts'
import { JournalEntryKind, LedgerAccount } from '../ledger/journal.table.ts'
import { accountOf, post } from '../ledger/post.service.ts'
import { settle } from '../ledger/settle.service.ts'
import { checkedAmount, takenFor } from '../payments/amount.ts'
import { getPayment, lockPayment, saved } from '../payments/payment.service.ts'
import { PaymentMethod, type PaymentRow } from '../payments/payment.table.ts'
import { checkTendered, namedInvoices, takingLocation } from '../payments/record.service.ts'
import { InvoiceItemKind, TaxClass } from '../prices/service.table.ts'
import { taxRatesOn } from '../prices/tax-rate.service.ts'
import { findVisit, getLocation, owners } from '../refs/refs.service.ts'
import { moneyMoved } from '../tills/cash.service.ts'
import type { ForfeitDepositInput, RecordDepositInput, UseDepositInput } from './deposit.inputs.ts'

async function record(ctx: Context, input: RecordDepositInput, takenBy: string): Promise<string> {
  const { method } = input
  if (method === PaymentMethod.CREDIT) throw badInput('method', 'Choose how the money is taken.')
  const { location, currency, amount, tendered, receivedOn } = await takingLocation(ctx, input)
  const ownerId = asId(input.ownerId)
  if (!(await owners.find(ctx, ownerId))) throw notFound('owner', 'ownerId')
  if (input.appointmentId && (await findVisit(ctx, input.appointmentId))?.ownerId !== ownerId)
    throw notFound('appointment', 'appointmentId')
  await lockAccount(ctx, ownerId)
  const { taken, settled } = takenFor(amount, amount, method, currency)
  checkTendered(tendered, taken)
  const payment = await saved.add(ctx, {
    locationId: location.id,
    ownerId,
    currency,
    method,
    amount: taken,
    rounding: settled - taken,
    tendered,
    reference: input.reference ?? null,
    receivedOn,
    takenBy,
    deposit: true,
    appointmentId: input.appointmentId ?? null,
  })
  const paymentId = payment.id
  await post(
    ctx,
    { ...accountOf(payment), kind: JournalEntryKind.PAYMENT, sourceId: paymentId, day: receivedOn },
    [
      await moneyMoved(ctx, input, { amount: taken, paymentId }),
      { account: LedgerAccount.ROUNDING, amount: settled - taken, paymentId },
      { account: LedgerAccount.DEPOSITS, amount: -settled, paymentId },
    ],
  )
  return paymentId
}

/** Takes money ahead: the hospital owes it until an invoice uses it (B9). */
export async function recordDeposit(ctx: Context, input: RecordDepositInput): Promise<PaymentRow> {
  authorize(ctx, 'invoice:read', input.locationId)
  const { userId } = authorize(ctx, 'payment:take', input.locationId)
  const id = await once(ctx, 'deposit.record', input, (ctx) => record(ctx, input, userId))
  return getPayment(ctx, id)
}

/** The deposit and its owner's account, kept from others, with what is held of it. */
async function lockDeposit(ctx: Context, paymentId: string, version?: number) {
  const payment = await lockPayment(ctx, paymentId, version)
  const { deposit: held } = await positionOf(ctx, paymentId)
  if (held === 0) throw conflict('Nothing of this deposit is held any more.', { field: 'paymentId' })
  return { payment, held }
}

interface Use {
  payment: PaymentRow
  invoiceId: string
  amount: number
}

async function pay(ctx: Context, { payment, invoiceId, amount }: Use) {
  const paymentId = payment.id
  await saved.change(ctx, payment, {}, 'use-deposit')
  await post(ctx, { ...accountOf(payment), kind: JournalEntryKind.ALLOCATION, sourceId: newId() }, [
    { account: LedgerAccount.DEPOSITS, amount, paymentId },
    { account: LedgerAccount.RECEIVABLES, amount: -amount, invoiceId, paymentId },
  ])
  await settle(ctx, [invoiceId])
}

/** Pays an invoice with a deposit. */
export async function useDeposit(ctx: Context, input: UseDepositInput): Promise<PaymentRow> {
  authorize(ctx, 'invoice:read')
  authorize(ctx, 'payment:take')
  const id = await once(ctx, 'deposit.use', input, async (ctx) => {
    const { payment, held } = await lockDeposit(ctx, input.paymentId)
    authorize(ctx, 'payment:take', payment.locationId)
    const [invoice] = await namedInvoices(ctx, payment, [input.invoiceId], 'invoiceId')
    const most = Math.min(held, invoice!.due)
    if (most === 0) throw badInput('invoiceId', 'Nothing is due on this invoice.')
    const amount = input.amount ? checkedAmount(input.amount, payment.currency) : most
    if (amount > most)
      throw badInput('amount', 'That is more than is held or due.', {
        available: { amount: most, currency: payment.currency },
      })
    await pay(ctx, { payment, invoiceId: invoice!.id, amount })
    return payment.id
  })
  return getPayment(ctx, id)
}

/** A fee for what the deposit holds, tax included, at the rate of today. */
async function feeDraft(ctx: Context, payment: PaymentRow, held: number, description: string) {
  const location = await getLocation(ctx, payment.locationId)
  const day = dayOf(ctx.now(), location.timeZone)
  const taxRate = (await taxRatesOn(ctx, location, day)).get(TaxClass.STANDARD)!
  return addDraft(ctx, {
    location,
    day,
    items: [
      {
        kind: InvoiceItemKind.SERVICE,
        serviceId: null,
        petId: null,
        petName: null,
        description,
        quantity: quantityScale,
        unitPrice: held,
        taxIncluded: true,
        discountRate: 0,
        taxClass: TaxClass.STANDARD,
        taxRate,
        needsPrice: false,
      },
    ],
    discount: null,
    ownerId: payment.ownerId,
    appointmentId: null,
  })
}

/** Keeps a deposit: it pays an invoice of a fee with its tax (B9). */
export async function forfeitDeposit(ctx: Context, input: ForfeitDepositInput): Promise<PaymentRow> {
  authorize(ctx, 'invoice:read')
  authorize(ctx, 'deposit:forfeit')
  const seen = await getPayment(ctx, input.paymentId, 'paymentId')
  const parties = await partiesOf(ctx, seen)
  const id = await once(ctx, 'deposit.forfeit', input, async (ctx) => {
    const { payment, held } = await lockDeposit(ctx, input.paymentId, input.version)
    authorize(ctx, 'deposit:forfeit', payment.locationId)
    const invoiceId = await feeDraft(ctx, payment, held, input.description)
    await finaliseDraft(ctx, await lockDraft(ctx, { id: invoiceId, version: 1 }, 'deposit:forfeit'), parties)
    const due = (await duesOf(ctx, [invoiceId])).get(invoiceId)!
    await pay(ctx, { payment, invoiceId, amount: due })
    return payment.id
  })
  return getPayment(ctx, id)
}
