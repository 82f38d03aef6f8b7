import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { emit, type StockFacts } from '@vetgraph/kit/contracts/events'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { quantityOf, thousandthsIn } from '@vetgraph/kit/money'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { asId } from '@vetgraph/kit/reads/refs'
import { signal } from '@vetgraph/kit/work/signals'
import { dayOf } from '@vetgraph/kit/time'
import { and, asc, eq, gt, gte, isNull, sql } from 'drizzle-orm'
import {
  InventoryCategory,
  type InventoryItemRow,
  inventoryItems,
} from '../inventory-items/inventory-item.table.ts'
import { stockLevels } from '../inventory-items/stock-level.table.ts'
import { locations } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { type LotRow, lots } from './lot.table.ts'
import { MovementKind, stockMovements } from './stock-movement.table.ts'
import { type StockSignal, stockTopic } from './watch.service.ts'

export const maxQuantity = 1_000_000

/** A part of a lot that moves, in signed thousandths. */
export interface LotPart {
  lot: Pick<LotRow, 'id' | 'number'>
  quantity: number
}

export interface Place {
  item: InventoryItemRow
  location: LocationRef
}

/** A quantity that comes in or goes out, in thousandths. */
export function movedIn(field: string, quantity: number): number {
  const thousandths = thousandthsIn(field, quantity)
  if (thousandths === 0) throw badInput(field, 'Say how much comes in or goes out.')
  if (Math.abs(quantity) > maxQuantity) throw badInput(field, `At most ${maxQuantity} at once.`)
  return thousandths
}

/** The item in use, locked: all that moves its stock waits for each other. And the location. */
export async function lockPlace(ctx: Context, itemId: string, locationId: string): Promise<Place> {
  const location = await locations.find(ctx, locationId)
  const [item] = await ctx.db
    .select()
    .from(inventoryItems)
    .where(eq(inventoryItems.id, asId(itemId)))
    .for('no key update')
  if (!item) throw notFound('item', 'itemId')
  if (!item.active) throw badInput('itemId', 'This item is not in use any more.')
  if (!location) throw notFound('location', 'locationId')
  return { item, location }
}

/** The lot of which nothing is known: what a count finds, and what supplies lack. */
export async function unknownLot(ctx: Context, { item, location }: Place): Promise<LotRow> {
  const where = and(
    eq(lots.itemId, item.id),
    eq(lots.locationId, location.id),
    isNull(lots.number),
    isNull(lots.expiresOn),
    isNull(lots.cost),
  )
  const [known] = await ctx.db.select().from(lots).where(where)
  if (known) return known
  const [lot] = await ctx.db
    .insert(lots)
    .values({
      id: newId(),
      itemId: item.id,
      locationId: location.id,
      received: 0,
      receivedAt: ctx.now(),
    })
    .returning()
  return lot!
}

/** The lots from which is taken, the first to expire first, unknown expiry last; an expired one is not used (I2, I3). */
export function listInOrder(ctx: Context, { item, location }: Place, kind: MovementKind): Promise<LotRow[]> {
  const today = dayOf(ctx.now(), location.timeZone)
  const unexpired = kind === MovementKind.USE || kind === MovementKind.DISPENSE
  return ctx.db
    .select()
    .from(lots)
    .where(
      and(
        eq(lots.itemId, item.id),
        eq(lots.locationId, location.id),
        gt(lots.onHand, 0),
        unexpired ? gte(lots.sortExpiry, today) : undefined,
      ),
    )
    .orderBy(asc(lots.sortExpiry), asc(lots.receivedAt), asc(lots.id))
}

/** Splits what goes out over lots in their order, as far as there is something of them; and what is lacking then. */
export function split(inStock: readonly LotRow[], thousandths: number) {
  let lacking = thousandths
  const parts: LotPart[] = []
  for (const lot of inStock) {
    if (lacking === 0) break
    const quantity = Math.min(lot.onHand, lacking)
    parts.push({ lot, quantity: -quantity })
    lacking -= quantity
  }
  return { parts, lacking }
}

/** Whether care goes on when nothing is in stock, and the shelf is counted later (I4). */
export const mayLack = ({ item }: Place): boolean =>
  item.category === InventoryCategory.SUPPLIES && !item.controlled

/**
 * Splits what goes out over lots, the first to expire first. What is lacking is refused, or for supplies taken from the
 * lot of which nothing is known (I4).
 */
export async function takeFirstExpiring(
  ctx: Context,
  place: Place,
  thousandths: number,
  kind: MovementKind,
): Promise<LotPart[]> {
  const { parts, lacking } = split(await listInOrder(ctx, place, kind), thousandths)
  if (lacking === 0) return parts
  if (mayLack(place)) return [...parts, { lot: await unknownLot(ctx, place), quantity: -lacking }]
  const available = quantityOf(thousandths - lacking)
  throw conflict(
    `Only ${available} ${place.item.unit} can be taken. Count the shelf and correct the stock first.`,
    { field: 'quantity', available },
  )
}

/** What others are told of the stock of an item at a location. */
export const stockFacts = (id: string, item: InventoryItemRow, locationId: string): StockFacts => ({
  id,
  itemId: item.id,
  item: item.name,
  unit: item.unit,
  locationId,
})

/** Writes the movements of one change of stock, with its audit entry and what open screens hear (I1); answers the id of the first. */
export async function move(
  ctx: Context,
  action:
    'stock.adjust' | 'stock.receive' | 'stock.dispense' | 'stock.return' | 'stock.count' | 'stock.transfer',
  { item, location }: Place,
  kind: MovementKind,
  reason: string,
  parts: readonly LotPart[],
  dispensingId: string | null = null,
  {
    witnessingId = null,
    correctsId = null,
    transferId = null,
  }: { witnessingId?: string | null; correctsId?: string | null; transferId?: string | null } = {},
): Promise<string> {
  const at = ctx.now()
  const actorId = requireViewer(ctx).userId
  const of = { dispensingId, witnessingId, correctsId, transferId }
  const moved = { itemId: item.id, locationId: location.id, kind, reason, actorId, at, ...of }
  const rows = parts.map(({ lot, quantity }) => ({ ...moved, id: newId(), lotId: lot.id, quantity }))
  await ctx.db.insert(stockMovements).values(rows)
  const [level] = await ctx.db
    .select({ onHand: sql<number>`${stockLevels.onHand}`.mapWith(Number) })
    .from(stockLevels)
    .where(and(eq(stockLevels.itemId, item.id), eq(stockLevels.locationId, location.id)))
  const onHand = level!.onHand
  const thousandths = parts.reduce((sum, { quantity }) => sum + quantity, 0)
  await audit(ctx, action, {
    entity: 'InventoryItem',
    entityId: item.id,
    before: { locationId: location.id, onHand: quantityOf(onHand - thousandths) },
    after: {
      locationId: location.id,
      onHand: quantityOf(onHand),
      quantity: quantityOf(thousandths),
      kind,
      reason,
      ...(dispensingId && { dispensingId }),
      ...(witnessingId && { witnessingId }),
      ...(transferId && { transferId }),
      lots: parts.map(({ lot, quantity }) => ({
        id: lot.id,
        number: lot.number,
        quantity: quantityOf(quantity),
      })),
    },
  })
  // Told when the stock comes down to the reorder level, and not again while it stays below (I7).
  if (onHand <= item.reorderLevel && onHand - thousandths > item.reorderLevel)
    await emit(ctx, 'stock.ran-low', item.id, {
      ...stockFacts(rows[0]!.id, item, location.id),
      onHand: quantityOf(onHand),
      reorderLevel: quantityOf(item.reorderLevel),
    })
  await signal(ctx, stockTopic, {
    itemId: item.id,
    locationId: location.id,
    onHand: quantityOf(onHand),
    quantity: quantityOf(thousandths),
    at: at.toISOString(),
  } satisfies StockSignal)
  return rows[0]!.id
}
