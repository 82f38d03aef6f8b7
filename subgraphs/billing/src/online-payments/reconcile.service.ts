import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { addMinutes } from '@vetgraph/kit/time'
import { and, asc, eq, lt } from 'drizzle-orm'
import { onlinePayments, OnlinePaymentStatus } from './online-payment.table.ts'
import { providerOf } from './provider.ts'
import { settleCharge } from './settle-charge.service.ts'

/** The provider is asked after this many minutes; after a day nobody pays any more. */
const waitMinutes = 1
const openMinutes = 24 * 60
const atOnce = 200

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
  for (const { id, provider, chargeId, createdAt } of waiting) {
    const charge = chargeId === null ? null : await providerOf(provider).find(ctx, chargeId)
    if (charge && charge.outcome !== 'OPEN') {
      await transact(ctx, (ctx) => settleCharge(ctx, provider, charge))
    } else if (createdAt < addMinutes(ctx.now(), -openMinutes)) {
      await ctx.db
        .update(onlinePayments)
        .set({ status: OnlinePaymentStatus.EXPIRED, updatedAt: ctx.now() })
        .where(and(eq(onlinePayments.id, id), eq(onlinePayments.status, OnlinePaymentStatus.STARTED)))
    }
  }
}
