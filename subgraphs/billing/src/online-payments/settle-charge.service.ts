import { type Context, systemViewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { asId } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq } from 'drizzle-orm'
import { duesOf, lockAccount } from '../ledger/account.service.ts'
import { PaymentMethod, type PaymentRow, refunds } from '../payments/payment.table.ts'
import { bookPayment } from '../payments/record.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import {
  onlinePayments,
  OnlinePaymentStatus,
  type PaymentProviderName,
  providerEvents,
} from './online-payment.table.ts'
import type { PaymentEventInput } from './online-payment.types.ts'
import type { Charge } from './payment-provider.ts'
import { providerOf } from './provider.ts'

/**
 * Takes over what a provider says of a charge, whatever came before: a success is final and recorded once. What was paid
 * at the desk meanwhile makes it account credit, so that no money is lost (P4, B6).
 * system: the provider says so.
 */
export async function settleCharge(ctx: Context, provider: PaymentProviderName, charge: Charge) {
  const [known] = await ctx.db
    .select()
    .from(onlinePayments)
    .where(and(eq(onlinePayments.provider, provider), eq(onlinePayments.id, asId(charge.id))))
  if (!known) throw notFound('charge')
  if (charge.currency !== known.currency)
    throw new Error(`charge ${charge.chargeId} is in ${charge.currency}`)
  await lockAccount(ctx, known.ownerId)
  const [row] = await ctx.db
    .select()
    .from(onlinePayments)
    .where(eq(onlinePayments.id, known.id))
    .for('update')
  const { id, invoiceId, ownerId, locationId, currency, status, version } = row!
  if (row!.chargeId && row!.chargeId !== charge.chargeId)
    throw new Error(`payment ${id} is another charge than ${charge.chargeId}`)
  if (charge.outcome === 'OPEN' || status === OnlinePaymentStatus.SUCCEEDED) return
  // The provider may be faster than our note of its id.
  const change = { chargeId: charge.chargeId, version: version + 1, updatedAt: ctx.now() }
  if (charge.outcome === 'FAILED') {
    await ctx.db
      .update(onlinePayments)
      .set({ ...change, status: OnlinePaymentStatus.FAILED })
      .where(eq(onlinePayments.id, id))
    return
  }
  const { timeZone } = await getLocation(ctx, locationId)
  const due = (await duesOf(ctx, [invoiceId])).get(invoiceId) ?? 0
  const payment = await bookPayment(
    ctx,
    {
      locationId,
      ownerId,
      currency,
      method: PaymentMethod.ONLINE,
      amount: charge.amount,
      rounding: 0,
      tendered: null,
      reference: charge.chargeId,
      receivedOn: dayOf(ctx.now(), timeZone),
      takenBy: systemViewer.userId,
      deposit: false,
    },
    [{ id: invoiceId, due }],
  )
  await ctx.db
    .update(onlinePayments)
    .set({ ...change, status: OnlinePaymentStatus.SUCCEEDED, paymentId: payment.id })
    .where(eq(onlinePayments.id, id))
}

/**
 * An event as a provider sends it to the gateway: refused unless it is signed, and of effect once, however often it comes.
 * no authorization: the signature is the right.
 */
export async function receivePaymentEvent(
  ctx: Context,
  { provider, body, signature }: PaymentEventInput,
): Promise<boolean> {
  const event = await providerOf(provider).eventFrom(ctx, body, signature)
  if (!event) throw badInput('signature', 'This event is not signed by the provider.')
  return transact({ ...ctx, viewer: systemViewer }, async (ctx) => {
    const added = await ctx.db
      .insert(providerEvents)
      .values({ provider, eventId: event.eventId, receivedAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ eventId: providerEvents.eventId })
    if (added.length > 0 && event.charge) await settleCharge(ctx, provider, event.charge)
    return true
  })
}

/** Refuses to give back what the provider that took the money could not pay. */
export async function checkRefund(
  ctx: Context,
  { id: paymentId, currency }: Pick<PaymentRow, 'id' | 'currency'>,
  amount: number,
) {
  const [online] = await ctx.db.select().from(onlinePayments).where(eq(onlinePayments.paymentId, paymentId))
  providerOf(online!.provider).checkAmount(amount, currency, 'amount')
}

/**
 * Pays a refund back by the provider that took the money; tried again until it has.
 * system: the work that the refund planned in its transaction.
 */
export async function refundOnline(ctx: Context, { refundId }: { refundId: string }) {
  const [found] = await ctx.db
    .select()
    .from(refunds)
    .innerJoin(onlinePayments, eq(onlinePayments.paymentId, refunds.paymentId))
    .where(eq(refunds.id, refundId))
  const { refunds: refund, online_payments: online } = found!
  await providerOf(online.provider).refund(ctx, {
    id: refund.id,
    chargeId: online.chargeId!,
    amount: refund.amount,
    currency: online.currency,
  })
}
