import type { Context } from '@vetgraph/kit/context'
import { audit } from '@vetgraph/kit/work/audit'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { newId } from '@vetgraph/kit/ids'
import { authorize } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { dayOf } from '@vetgraph/kit/time'
import { desc, eq } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { type TaxRateRow, taxRates } from './price.table.ts'
import { TaxClass } from './service.table.ts'
import type { SetTaxRateInput } from './service.types.ts'

const maxShown = 200

/** The rates of a location by their day, the latest first; of one day, the one that counts first. */
const ratesOf = (ctx: Context, locationId: string): Promise<TaxRateRow[]> =>
  ctx.db
    .select()
    .from(taxRates)
    .where(eq(taxRates.locationId, asId(locationId)))
    .orderBy(desc(taxRates.effectiveFrom), desc(taxRates.id))
    .limit(maxShown)

/** The rates of a location on a day, in basis points; a class that has none there is not among them. */
export async function taxRatesOn(
  ctx: Context,
  location: LocationRef,
  day: string,
): Promise<ReadonlyMap<TaxClass, number>> {
  const rates = (await ratesOf(ctx, location.id)).filter(({ effectiveFrom }) => effectiveFrom <= day)
  const rateOf = (taxClass: TaxClass) => rates.find((rate) => rate.taxClass === taxClass)?.rate
  const reduced = rateOf(TaxClass.REDUCED)
  return new Map([
    // Until billing has a rate of its own, the one of the location's settings counts.
    [TaxClass.STANDARD, rateOf(TaxClass.STANDARD) ?? location.taxRate],
    ...(reduced === undefined ? [] : ([[TaxClass.REDUCED, reduced]] as const)),
    [TaxClass.ZERO, 0],
    [TaxClass.EXEMPT, 0],
  ])
}

/** The rate of a class, or BAD_USER_INPUT in the field's name when the location has none. */
export function rateOfClass(rates: ReadonlyMap<TaxClass, number>, taxClass: TaxClass, field: string): number {
  const rate = rates.get(taxClass)
  if (rate === undefined) throw badInput(field, 'This location has no reduced tax rate.')
  return rate
}

/** Every rate that was set for a location, those to come first. */
export async function listTaxRates(ctx: Context, locationId: string): Promise<TaxRateRow[]> {
  authorize(ctx, 'price:read', locationId)
  return ratesOf(ctx, locationId)
}

/** Sets the rate of a class from a day on; what was charged before keeps its rate (B5). */
export async function setTaxRate(ctx: Context, input: SetTaxRateInput): Promise<TaxRateRow> {
  authorize(ctx, 'price:write', input.locationId)
  const id = await once(ctx, 'setTaxRate', input, async (ctx) => {
    const location = await locations.find(ctx, input.locationId)
    if (!location) throw notFound('location', 'locationId')
    const { taxClass, rate, effectiveFrom } = input
    if (taxClass !== TaxClass.STANDARD && taxClass !== TaxClass.REDUCED) {
      throw badInput('taxClass', 'Only the standard and the reduced rate can be set.')
    }
    if (rate < 0 || rate > 10_000) throw badInput('rate', 'A tax rate is 0 to 100 %.')
    checkDay(ctx, location, effectiveFrom)
    const row = { id: newId(), locationId: location.id, taxClass, rate, effectiveFrom, createdAt: ctx.now() }
    await ctx.db.insert(taxRates).values(row)
    await audit(ctx, 'tax-rate.set', { entity: 'TaxRate', entityId: row.id, after: row })
    return row.id
  })
  const [row] = await ctx.db.select().from(taxRates).where(eq(taxRates.id, id))
  return row!
}

/** Prices and rates begin today or later: what was charged in the past keeps what was in force then (S1). */
export function checkDay(ctx: Context, location: LocationRef, effectiveFrom: string) {
  if (effectiveFrom < dayOf(ctx.now(), location.timeZone)) {
    throw badInput('effectiveFrom', 'It begins today or later.')
  }
}
