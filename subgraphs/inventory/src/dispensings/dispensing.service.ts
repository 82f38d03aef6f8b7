import type { Context } from '@vetgraph/kit/context'
import { authorize, can, locationsOf } from '@vetgraph/kit/access/authorize'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { type Money, proportionOf, quantityOf } from '@vetgraph/kit/money'
import { entity } from '@vetgraph/kit/reads/entity'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among } from '@vetgraph/kit/reads/statement'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { locations } from '../refs/refs.service.ts'
import { dispensings } from '../stock/dispensing.table.ts'
import { lots } from '../stock/lot.table.ts'
import { listInOrder, mayLack, movedIn, split } from '../stock/move.service.ts'
import { MovementKind, stockMovements } from '../stock/stock-movement.table.ts'
import type { DispensedLot, StockToDispense } from './dispensing.types.ts'

const maxShown = 50

/** What goes out, above 0, in thousandths. */
export function takenIn(field: string, quantity: number): number {
  const thousandths = movedIn(field, quantity)
  if (thousandths < 0) throw badInput(field, 'This is more than 0.')
  return thousandths
}

/** Who was given what is seen by those who see prescriptions, at their locations. */
const reading = entity({
  table: dispensings,
  type: 'Dispensing',
  noun: 'dispensing',
  always: ['id'],
  takes: {},
  whole: true,
  seen: (ctx) => ({ places: locationsOf(authorize(ctx, 'prescription:read'), 'prescription:read') }),
  visible: ({ places }) => (places ? among(dispensings.locationId, places) : undefined),
  from: (db, columns) => db.select(columns).from(dispensings).$dynamic(),
})

export const { get: getDispensing } = reading

const maySee = (ctx: Context) => can(ctx.viewer, 'prescription:read')

/** What was handed out by a movement; null for viewers who see stock and no prescriptions. */
export const findDispensing = async (ctx: Context, id: string) => (maySee(ctx) ? reading.find(ctx, id) : null)

/** What was handed out of any of these lots, the latest first. */
export const listDispensingsOfLots = reading.list({
  wanted: (lotIds: readonly string[]) => ({ lotIds }),
  matching: ({ lotIds }, db) =>
    and(
      isNull(dispensings.returnOf),
      inArray(
        dispensings.id,
        db
          .select({ id: stockMovements.dispensingId })
          .from(stockMovements)
          .where(and(among(stockMovements.lotId, lotIds), eq(stockMovements.kind, MovementKind.DISPENSE))),
      ),
    ),
  order: () => ({ key: dispensings.dispensedAt, id: dispensings.id, direction: 'desc' }),
  keyOf: ({ dispensedAt }) => dispensedAt,
})

async function readLots(ctx: Context, dispensingIds: readonly string[]) {
  const rows = await ctx.db
    .select()
    .from(stockMovements)
    .where(
      and(
        inArray(stockMovements.dispensingId, [...dispensingIds]),
        inArray(stockMovements.kind, [MovementKind.DISPENSE, MovementKind.RETURN]),
      ),
    )
    .orderBy(asc(stockMovements.at), asc(stockMovements.id))
  return rows.map((row) => [row.dispensingId!, row] as const)
}

/** The lots of which it was dispensed, with what was brought back of each. */
export async function listLotsOf(ctx: Context, id: string): Promise<DispensedLot[]> {
  const byLot = new Map<string, { out: number; back: number }>()
  for (const { lotId, kind, quantity } of await groupLoaderOf(ctx, readLots).load(id)) {
    const lot = byLot.get(lotId) ?? { out: 0, back: 0 }
    if (kind === MovementKind.DISPENSE) lot.out -= quantity
    else lot.back += quantity
    byLot.set(lotId, lot)
  }
  return [...byLot].map(([lotId, { out, back }]) => ({
    lotId,
    quantity: quantityOf(out),
    broughtBack: quantityOf(back),
  }))
}

/** What the lots cost that are still out of a dispensing; undefined where the cost of any is not known. */
export async function costOf(ctx: Context, dispensingId: string): Promise<Money | undefined> {
  const parts = await ctx.db
    .select({
      cost: lots.cost,
      currency: lots.currency,
      received: lots.received,
      out: sql<number>`-sum(${stockMovements.quantity})`.mapWith(Number),
    })
    .from(stockMovements)
    .innerJoin(lots, eq(lots.id, stockMovements.lotId))
    .where(
      and(
        eq(stockMovements.dispensingId, dispensingId),
        inArray(stockMovements.kind, [MovementKind.DISPENSE, MovementKind.RETURN]),
      ),
    )
    .groupBy(lots.id)
  const [first] = parts
  if (!first?.currency || parts.some(({ currency }) => currency !== first.currency)) return undefined
  const amount = parts.reduce((sum, { cost, out, received }) => sum + proportionOf(cost!, out, received), 0)
  return { amount, currency: first.currency }
}

async function readOfPrescriptions(ctx: Context, prescriptionIds: readonly string[]) {
  const places = locationsOf(authorize(ctx, 'prescription:read'), 'prescription:read')
  const rows = await ctx.db
    .select()
    .from(dispensings)
    .where(
      and(
        inArray(dispensings.prescriptionId, [...prescriptionIds]),
        isNull(dispensings.returnOf),
        places ? inArray(dispensings.locationId, [...places]) : undefined,
      ),
    )
    .orderBy(asc(dispensings.dispensedAt), asc(dispensings.id))
  return rows.map((row) => [row.prescriptionId, row] as const)
}

/** What was dispensed of a prescription, the latest last; nothing for the owner. */
export async function listDispensingsOf(ctx: Context, prescriptionId: string) {
  if (!maySee(ctx)) return []
  return (await groupLoaderOf(ctx, readOfPrescriptions).load(prescriptionId)).slice(-maxShown)
}

/** What would be taken now of an item at a location, for a form that shows it while it is filled in (I2). */
export async function stockToDispense(
  ctx: Context,
  { itemId, locationId, quantity }: { itemId: string; locationId: string; quantity: number },
): Promise<StockToDispense> {
  authorize(ctx, 'inventory:read', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const [item] = await ctx.db
    .select()
    .from(inventoryItems)
    .where(eq(inventoryItems.id, asId(itemId)))
  if (!item) throw notFound('item', 'itemId')
  const place = { item, location }
  const inStock = await listInOrder(ctx, place, MovementKind.DISPENSE)
  const { parts, lacking } = split(inStock, takenIn('quantity', quantity))
  return {
    available: quantityOf(inStock.reduce((sum, { onHand }) => sum + onHand, 0)),
    enough: lacking === 0 || mayLack(place),
    lots: parts.map(({ lot, quantity }) => ({
      lotId: lot.id,
      quantity: quantityOf(-quantity),
      broughtBack: 0,
    })),
  }
}
