import { authorize } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { type Money, rateScale, proportionOf, quantityScale, totalsOf } from '@vetgraph/kit/money'
import { dayOf } from '@vetgraph/kit/time'
import { audit } from '@vetgraph/kit/work/audit'
import { once } from '@vetgraph/kit/work/idempotency'
import { and, desc, eq, lte } from 'drizzle-orm'
import { getLocation, locations } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { type MarkUpRow, markUps } from './mark-up.table.ts'
import type { MarkUp, SetMarkUpInput } from './mark-up.types.ts'
import { maxPrice } from './price.service.ts'
import { TaxClass } from './service.table.ts'
import { checkDay, taxRatesOn } from './tax-rate.service.ts'

const maxShown = 100

const inOrder = [desc(markUps.effectiveFrom), desc(markUps.id)] as const

/** The mark-up in force at a location on a day of it; null where nothing is priced by its cost. */
export async function markUpOn(ctx: Context, location: LocationRef, day: string): Promise<MarkUpRow | null> {
  const [row] = await ctx.db
    .select()
    .from(markUps)
    .where(
      and(
        eq(markUps.locationId, location.id),
        eq(markUps.currency, location.currency),
        lte(markUps.effectiveFrom, day),
      ),
    )
    .orderBy(...inOrder)
    .limit(1)
  return row?.rate == null ? null : row
}

/** What is charged for what cost so much, before tax: rounded once, with the fee, and at least the minimum (S1). */
export const markedUp = (cost: number, { rate, fee, minimum }: Pick<MarkUpRow, 'rate' | 'fee' | 'minimum'>) =>
  Math.max(proportionOf(cost, rateScale + (rate ?? 0), rateScale) + fee, minimum)

async function present(ctx: Context, location: LocationRef, row: MarkUpRow): Promise<MarkUp> {
  const { rate, fee, minimum, currency, effectiveFrom } = row
  const today = dayOf(ctx.now(), location.timeZone)
  const rates = await taxRatesOn(ctx, location, effectiveFrom > today ? effectiveFrom : today)
  const taxRate = rates.get(TaxClass.STANDARD)!
  const money = (amount: number): Money => ({ amount, currency })
  const withTax = (amount: number) =>
    totalsOf([{ unitPrice: money(amount), thousandths: quantityScale, taxRate }], currency).total
  return {
    rate,
    fee: money(fee),
    feeWithTax: withTax(fee),
    minimum: money(minimum),
    minimumWithTax: withTax(minimum),
    effectiveFrom,
  }
}

/** Every mark-up that was set for a location, those to come first. */
export async function listMarkUps(ctx: Context, locationId: string): Promise<MarkUp[]> {
  authorize(ctx, 'price:read', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) return []
  const rows = await ctx.db
    .select()
    .from(markUps)
    .where(eq(markUps.locationId, location.id))
    .orderBy(...inOrder)
    .limit(maxShown)
  return Promise.all(rows.map((row) => present(ctx, location, row)))
}

/** Sets how a location marks up from a day on; what was charged before keeps its price (S1). */
export async function setMarkUp(ctx: Context, input: SetMarkUpInput): Promise<MarkUp> {
  authorize(ctx, 'price:write', input.locationId)
  const id = await once(ctx, 'setMarkUp', input, async (ctx) => {
    const location = await locations.find(ctx, input.locationId)
    if (!location) throw notFound('location', 'locationId')
    const { currency } = location
    for (const field of ['fee', 'minimum'] as const) {
      const { amount, currency: given } = input[field]
      if (given !== currency) throw badInput(field, `Prices of ${location.name} are in ${currency}.`)
      if (amount < 0 || amount > maxPrice) throw badInput(field, 'This is 0 to 10,000,000.')
    }
    const { rate = null, fee, minimum, effectiveFrom } = input
    checkDay(ctx, location, effectiveFrom)
    const row = {
      ...{ id: newId(), locationId: location.id, rate, fee: fee.amount, minimum: minimum.amount },
      ...{ currency, effectiveFrom, createdAt: ctx.now() },
    }
    await ctx.db.insert(markUps).values(row)
    await audit(ctx, 'mark-up.set', { entity: 'Location', entityId: location.id, after: row })
    return row.id
  })
  const [row] = await ctx.db.select().from(markUps).where(eq(markUps.id, id))
  return present(ctx, await getLocation(ctx, row!.locationId), row!)
}
