import { type Context, systemViewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { addMinutes } from '@vetgraph/kit/time'
import { and, asc, eq, lt } from 'drizzle-orm'
import { type OnlinePaymentRow, onlinePayments, OnlinePaymentStatus } from './online-payment.table.ts'
import { providerOf } from './provider.ts'
import { settleCharge } from './settle-charge.service.ts'

/** The provider is asked after this many minutes; after a day nobody pays any more. */
const waitMinutes = 1
const openMinutes = 24 * 60
const atOnce = 200

/**
 * Ends a payment at its provider, so that nobody pays it any more: what was paid until then is recorded, else it expires.
 * system: nobody asks for it.
 * no audit: nothing of value has changed, or settling writes the payment.
 */
export async function closeCharge(ctx: Context, { id, provider, chargeId }: OnlinePaymentRow) {
  const charge = chargeId === null ? null : await providerOf(provider).cancel(ctx, chargeId)
  // Its provider is at work on it and says by an event what becomes of it.
  if (charge?.outcome === 'OPEN') return
  await transact({ ...ctx, viewer: systemViewer }, async (ctx) => {
    if (charge?.outcome === 'SUCCEEDED') return settleCharge(ctx, provider, charge)
    await ctx.db
      .update(onlinePayments)
      .set({ status: OnlinePaymentStatus.EXPIRED, updatedAt: ctx.now() })
      .where(and(eq(onlinePayments.id, id), eq(onlinePayments.status, OnlinePaymentStatus.STARTED)))
  })
}

async function reconcile(ctx: Context, row: OnlinePaymentRow) {
  const { provider, chargeId, createdAt } = row
  const charge = chargeId === null ? null : await providerOf(provider).find(ctx, chargeId)
  if (charge && charge.outcome !== 'OPEN') await transact(ctx, (ctx) => settleCharge(ctx, provider, charge))
  else if (createdAt < addMinutes(ctx.now(), -openMinutes)) await closeCharge(ctx, row)
}

/**
 * Asks the provider what became of payments whose event has not arrived.
 * system: nobody asks for it.
 */
export async function reconcileOnlinePayments(ctx: Context) {
  const waiting = await ctx.db
    .select()
    .from(onlinePayments)
    .where(
      and(
        eq(onlinePayments.status, OnlinePaymentStatus.STARTED),
        lt(onlinePayments.createdAt, addMinutes(ctx.now(), -waitMinutes)),
      ),
    )
    .orderBy(asc(onlinePayments.createdAt))
    .limit(atOnce)
  for (const row of waiting) {
    try {
      await reconcile(ctx, row)
    } catch (error) {
      // One that cannot be asked for keeps nobody else’s from being found; it is asked for again in five minutes.
      ctx.log.error({ err: error, onlinePaymentId: row.id }, 'an online payment was not reconciled')
    }
  }
}
