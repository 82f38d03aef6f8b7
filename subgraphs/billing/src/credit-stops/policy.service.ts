import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { plan } from '@vetgraph/kit/work/work'
import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import { invoices, InvoiceStatus } from '../invoices/invoice.table.ts'
import { lockAccount } from '../ledger/account.service.ts'
import { isAskedFor, lastDay, todayAt } from '../payments/overdue.service.ts'
import { locationRefs } from '../refs/refs.table.ts'
import { paymentTerms } from '../terms/terms.table.ts'
import { writeStop } from './credit-stop.service.ts'
import { creditStops } from './credit-stop.table.ts'

const atOnce = 1000

/** Owners with an invoice without dispute or open claim that is overdue for longer than the terms of its location allow. */
function tooLate(ctx: Context) {
  const today = todayAt(sql`${ctx.now().toISOString()}`)
  const stopsOn = sql`${lastDay} + ${paymentTerms.creditStopDays} + 1`
  return ctx.db
    .select({ ownerId: invoices.ownerId, number: sql<string>`min(${invoices.number})`.as('number') })
    .from(invoices)
    .innerJoin(locationRefs, eq(locationRefs.id, invoices.locationId))
    .innerJoin(paymentTerms, eq(paymentTerms.locationId, invoices.locationId))
    .leftJoin(creditStops, eq(creditStops.id, invoices.ownerId))
    .where(
      and(
        eq(invoices.status, InvoiceStatus.FINALISED),
        isNotNull(paymentTerms.creditStopDays),
        sql`${stopsOn} <= ${today}`,
        sql`(${creditStops.releasedOn} is null or ${stopsOn} > ${creditStops.releasedOn})`,
        isAskedFor,
      ),
    )
    .groupBy(invoices.ownerId)
}

/** Owners whose stop by the terms is to begin, with the invoice that is too late, or to end. */
function toChange(ctx: Context, ownerId: string | null) {
  const late = tooLate(ctx).as('late')
  const owner = sql<string>`coalesce(${late.ownerId}, ${creditStops.id})`
  return ctx.db
    .select({ ownerId: owner, number: late.number, reason: creditStops.reason })
    .from(late)
    .fullJoin(creditStops, eq(creditStops.id, late.ownerId))
    .where(
      and(
        or(
          sql`${late.ownerId} is not null and ${creditStops.stopped} is not true`,
          sql`${late.ownerId} is null and ${creditStops.stopped} and ${creditStops.automatic}`,
        ),
        ownerId ? sql`${owner} = ${ownerId}` : undefined,
      ),
    )
    .limit(atOnce)
}

/**
 * Has the credit of each owner looked at whose stop by the terms is to begin or to end.
 * system: nobody asks for it.
 */
export const planCreditChecks = (ctx: Context) =>
  transact(ctx, async (ctx) => {
    for (const { ownerId } of await toChange(ctx, null))
      await plan(ctx, 'check-credit', { ownerId }, { key: ownerId })
  })

/**
 * Stops an owner's credit by the terms of the locations, or ends what they stopped; what was decided by hand stays.
 * Payments wait meanwhile: one that came first wins (B11).
 * system: nobody asks for it.
 */
export const checkCredit = (ctx: Context, { ownerId }: { ownerId: string }) =>
  transact(ctx, async (ctx) => {
    await lockAccount(ctx, ownerId)
    const [change] = await toChange(ctx, ownerId)
    if (!change) return
    const { number, reason } = change
    await writeStop(ctx, ownerId, {
      stopped: number !== null,
      automatic: true,
      reason: number === null ? reason! : `Invoice ${number} is overdue for too long`,
    })
  })
