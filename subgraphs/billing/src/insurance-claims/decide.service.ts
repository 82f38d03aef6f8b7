import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { duesOf, lockAccount } from '../ledger/account.service.ts'
import { checkedAmount } from '../payments/amount.ts'
import { PaymentMethod } from '../payments/payment.table.ts'
import { bookPayment, receivedDay } from '../payments/record.service.ts'
import { getLocation } from '../refs/refs.service.ts'
import { getClaim, lockClaim, saved } from './insurance-claim.service.ts'
import { type InsuranceClaimRow, InsuranceClaimStatus } from './insurance-claim.table.ts'
import type { RejectInsuranceClaimInput, SettleInsuranceClaimInput } from './insurance-claim.types.ts'

/** The claim that the insurer has decided about, as it was seen. */
async function lockSubmitted(ctx: Context, id: string, version: number): Promise<InsuranceClaimRow> {
  const claim = await lockClaim(ctx, id, version)
  if (claim.status !== InsuranceClaimStatus.SUBMITTED)
    throw conflict('This claim does not wait for the insurer.', { field: 'id', status: claim.status })
  return claim
}

async function settle(ctx: Context, input: SettleInsuranceClaimInput, takenBy: string): Promise<string> {
  const { ownerId: payer } = await getClaim(ctx, input.id)
  await lockAccount(ctx, payer)
  const claim = await lockSubmitted(ctx, input.id, input.version)
  const { id, invoiceId, ownerId, locationId, currency, claimed } = claim
  authorize(ctx, 'payment:take', locationId)
  const amount = checkedAmount(input.amount, currency)
  if (amount > claimed)
    throw badInput('amount', 'An insurer does not pay more than was claimed.', {
      available: { amount: claimed, currency },
    })
  const location = await getLocation(ctx, locationId)
  const receivedOn = await receivedDay(ctx, location, input.receivedOn)
  const due = (await duesOf(ctx, [invoiceId])).get(invoiceId) ?? 0
  const { id: paymentId } = await bookPayment(
    ctx,
    {
      locationId,
      ownerId,
      currency,
      method: PaymentMethod.INSURER,
      amount,
      rounding: 0,
      tendered: null,
      reference: input.reference ?? null,
      receivedOn,
      takenBy,
      deposit: false,
    },
    [{ id: invoiceId, due }],
  )
  await saved.change(
    ctx,
    claim,
    { status: InsuranceClaimStatus.SETTLED, settled: amount, paymentId, decidedAt: ctx.now() },
    'settle',
  )
  return id
}

/**
 * Books what an insurer has paid onto the invoice of the claim, in one transaction. What it has not paid the client owes
 * again; what the client has paid already becomes credit of the account.
 */
export async function settleInsuranceClaim(
  ctx: Context,
  input: SettleInsuranceClaimInput,
): Promise<InsuranceClaimRow> {
  authorize(ctx, 'insurance:write')
  const { userId } = authorize(ctx, 'payment:take')
  const id = await once(ctx, 'insurance-claim.settle', input, (ctx) => settle(ctx, input, userId))
  return getClaim(ctx, id)
}

/** Notes that the insurer pays nothing: the client owes all of it, and the lines can be credited or claimed again. */
export async function rejectInsuranceClaim(
  ctx: Context,
  { id, version, reason }: RejectInsuranceClaimInput,
): Promise<InsuranceClaimRow> {
  authorize(ctx, 'insurance:write')
  await transact(ctx, async (ctx) => {
    const claim = await lockSubmitted(ctx, id, version)
    await saved.change(
      ctx,
      claim,
      { status: InsuranceClaimStatus.REJECTED, rejectionReason: reason, decidedAt: ctx.now() },
      'reject',
    )
  })
  return getClaim(ctx, id)
}
