import type { Context } from '@vetgraph/kit/context'
import type { Money } from '@vetgraph/kit/money'
import { requireViewer } from '@vetgraph/kit/permissions'
import { asId, groupLoaderOf } from '@vetgraph/kit/refs'
import { dayOf } from '@vetgraph/kit/time'
import { and, desc, eq, inArray, lte } from 'drizzle-orm'
import { type LocationRef, locationRefs } from '../refs/refs.table.ts'
import { type PriceRow, prices } from './price.table.ts'

/** The net price of a service at a location on a day of that location; null when nobody has set one. */
export async function priceOn(
  ctx: Context,
  { typeId, location, day }: { typeId: string; location: LocationRef; day: string },
): Promise<Money | null> {
  const [price] = await ctx.db
    .select({ amount: prices.amount, currency: prices.currency })
    .from(prices)
    .where(
      and(
        eq(prices.appointmentTypeId, typeId),
        eq(prices.locationId, location.id),
        eq(prices.currency, location.currency),
        lte(prices.effectiveFrom, day),
      ),
    )
    .orderBy(desc(prices.effectiveFrom))
    .limit(1)
  return price ?? null
}

interface PriceList {
  timeZone: string
  price: PriceRow
}

/** Every price of the locations asked for, newest first: a price list is short. */
const readPriceLists = async (ctx: Context, locationIds: readonly string[]) =>
  (
    await ctx.db
      .select({ timeZone: locationRefs.timeZone, price: prices })
      .from(prices)
      .innerJoin(
        locationRefs,
        and(eq(locationRefs.id, prices.locationId), eq(locationRefs.currency, prices.currency)),
      )
      .where(inArray(prices.locationId, [...locationIds]))
      .orderBy(desc(prices.effectiveFrom))
  ).map((row): readonly [string, PriceList] => [row.price.locationId, row])

/** Everyone who is signed in may know what a service costs today, in the location's own day. */
export async function findPrice(ctx: Context, typeId: string, locationId: string): Promise<Money | null> {
  requireViewer(ctx)
  const list = await groupLoaderOf(ctx, readPriceLists).load(asId(locationId))
  const current = list.find(
    ({ price, timeZone }) =>
      price.appointmentTypeId === typeId && price.effectiveFrom <= dayOf(ctx.now(), timeZone),
  )
  return current ? { amount: current.price.amount, currency: current.price.currency } : null
}
