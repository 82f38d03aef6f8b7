import type { Context } from '@vetgraph/kit/context'
import { proportionOf, quantityOf } from '@vetgraph/kit/money'
import { authorize, locationsOf } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { addMonths, dayOf } from '@vetgraph/kit/time'
import { and, eq, gte, inArray, isNotNull, lte, or, sql } from 'drizzle-orm'
import { locationRefs } from '../refs/refs.table.ts'
import { lots } from './lot.table.ts'
import { MovementKind, stockMovements } from './stock-movement.table.ts'
import type { StockAsOf, StockUsage } from './stock.types.ts'

const usageMonths = 12

function placesOf(ctx: Context) {
  const places = locationsOf(authorize(ctx, 'inventory:read'), 'inventory:read')
  return places ? inArray(stockMovements.locationId, [...places]) : undefined
}

const total = sql<number>`sum(${stockMovements.quantity})`.mapWith(Number)

/** What counts as usage: what was used or dispensed, and what was brought back of that. */
export const isUsage = or(
  inArray(stockMovements.kind, [MovementKind.USE, MovementKind.DISPENSE]),
  and(eq(stockMovements.kind, MovementKind.RETURN), isNotNull(stockMovements.dispensingId)),
)

/** What was used and dispensed of items in each of the last months, less what was brought back. */
async function readUsage(ctx: Context, itemIds: readonly string[]) {
  const month = sql<string>`to_char(${stockMovements.at} at time zone ${locationRefs.timeZone}, 'YYYY-MM')`
  const since = new Date(addMonths(`${dayOf(ctx.now(), 'UTC').slice(0, 7)}-01`, 1 - usageMonths))
  const rows = await ctx.db
    .select({ itemId: stockMovements.itemId, month, quantity: total })
    .from(stockMovements)
    .innerJoin(locationRefs, eq(locationRefs.id, stockMovements.locationId))
    .where(
      and(
        inArray(stockMovements.itemId, [...itemIds]),
        isUsage,
        gte(stockMovements.at, since),
        placesOf(ctx),
      ),
    )
    .groupBy(stockMovements.itemId, month)
    .orderBy(month)
  return rows.map(
    ({ itemId, month, quantity }) => [itemId, { month, quantity: quantityOf(-quantity) }] as const,
  )
}

/** What was used of an item in the last twelve months, by month; months without use are left out. */
export const listUsage = (ctx: Context, itemId: string): Promise<StockUsage[]> =>
  groupLoaderOf(ctx, readUsage).load(itemId)

/** The stock of an item at an instant and what it cost, from the movements until then (I1). */
export async function stockAsOf(ctx: Context, itemId: string, at: Date): Promise<StockAsOf[]> {
  const rows = await ctx.db
    .select({ lot: lots, quantity: total, currency: locationRefs.currency })
    .from(stockMovements)
    .innerJoin(lots, eq(lots.id, stockMovements.lotId))
    .innerJoin(locationRefs, eq(locationRefs.id, stockMovements.locationId))
    .where(and(eq(stockMovements.itemId, itemId), lte(stockMovements.at, at), placesOf(ctx)))
    .groupBy(lots.id, locationRefs.currency)
  const places = [...new Set(rows.map(({ lot }) => lot.locationId))].sort()
  return places.map((id) => {
    const held = rows.filter(({ lot }) => lot.locationId === id)
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
    const known = held.filter(({ lot }) => lot.cost !== null)
    return {
      location: { id },
      onHand: quantityOf(sum(held.map(({ quantity }) => quantity))),
      value: {
        amount: sum(known.map(({ lot, quantity }) => proportionOf(lot.cost!, quantity, lot.received))),
        currency: known[0]?.lot.currency ?? held[0]!.currency,
      },
      withoutCost: quantityOf(
        sum(held.filter(({ lot }) => lot.cost === null).map(({ quantity }) => quantity)),
      ),
    }
  })
}
