import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { once } from '@vetgraph/kit/work/idempotency'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { quantityOf, thousandthsOf } from '@vetgraph/kit/money'
import { authorize, can, locationsOf } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { oneLine } from '@vetgraph/kit/text'
import { and, eq, inArray } from 'drizzle-orm'
import { findItem } from '../inventory-items/inventory-item.service.ts'
import type { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { type StockLevelRow, stockLevels } from '../inventory-items/stock-level.table.ts'
import { locations } from '../refs/refs.service.ts'
import { stockMovements } from './stock-movement.table.ts'
import type { AdjustStockInput, StockChange, StockChangeFilter, StockLevel } from './stock.types.ts'

export interface StockSignal extends Signal {
  itemId: string
  locationId: string
  onHand: number
  quantity: number
  at: string
}

const topic = 'stock'
const maxReason = 500
const largestQuantity = 1_000_000

/** Levels of the locations whose stock the viewer may see. */
async function readLevels(ctx: Context, itemIds: readonly string[]) {
  const places = locationsOf(authorize(ctx, 'inventory:read'), 'inventory:read')
  const rows = await ctx.db
    .select()
    .from(stockLevels)
    .where(
      and(
        inArray(stockLevels.itemId, [...itemIds]),
        places ? inArray(stockLevels.locationId, [...places]) : undefined,
      ),
    )
    .orderBy(stockLevels.locationId)
  return rows.map((row): readonly [string, StockLevelRow] => [row.itemId, row])
}

/** How much of an item each location has; one that never had any is left out. */
export async function listStock(ctx: Context, { id, reorderLevel }: InventoryItem): Promise<StockLevel[]> {
  const rows = await groupLoaderOf(ctx, readLevels).load(id)
  return rows.map(({ locationId, onHand }) => ({
    location: { id: locationId },
    onHand: quantityOf(onHand),
    low: quantityOf(onHand) <= reorderLevel,
    negative: onHand < 0,
  }))
}

/** How much of an item there is at all locations whose stock the viewer may see, or at one; null at any other. */
export async function sumStock(
  ctx: Context,
  { id }: InventoryItem,
  locationId: string | null,
): Promise<number | null> {
  if (locationId && !can(ctx.viewer, 'inventory:read', locationId)) return null
  const rows = await groupLoaderOf(ctx, readLevels).load(id)
  const here = locationId ? rows.filter((row) => row.locationId === locationId) : rows
  return quantityOf(here.reduce((sum, { onHand }) => sum + onHand, 0))
}

/** An item is low when any location that keeps it should order. */
export const isLow = async (ctx: Context, item: InventoryItem) =>
  (await listStock(ctx, item)).some(({ low }) => low)

function checked({ quantity, reason }: AdjustStockInput): { thousandths: number; reason: string } {
  const thousandths = thousandthsOf(quantity)
  if (thousandths === null) throw badInput('quantity', 'At most three decimals.')
  if (thousandths === 0) throw badInput('quantity', 'Say how much comes in or goes out.')
  if (Math.abs(quantity) > largestQuantity) {
    throw badInput('quantity', `At most ${largestQuantity} at once.`)
  }
  const text = oneLine(reason)
  if (!text) throw badInput('reason', 'Say why the stock is corrected.')
  if (text.length > maxReason) throw badInput('reason', `At most ${maxReason} characters.`)
  return { thousandths, reason: text }
}

/** Books a movement with its reason; medication can never be taken out that is not there (I1, I4). */
export async function adjustStock(ctx: Context, input: AdjustStockInput): Promise<InventoryItem> {
  const viewer = authorize(ctx, 'inventory:adjust', input.locationId)
  const id = await once(ctx, 'adjustStock', input, async (ctx) => {
    const { thousandths, reason } = checked(input)
    const item = await findItem(ctx, input.itemId)
    if (!item) throw notFound('item', 'itemId')
    if (!item.active) throw badInput('itemId', 'This item is not in use any more.')
    const location = await locations.find(ctx, input.locationId)
    if (!location) throw notFound('location', 'locationId')
    const { itemId, locationId } = { itemId: item.id, locationId: location.id }
    const movement = { id: newId(), itemId, locationId, quantity: thousandths, reason }
    await ctx.db.insert(stockMovements).values({ ...movement, actorId: viewer.userId, at: ctx.now() })
    const [level] = await ctx.db
      .select({ onHand: stockLevels.onHand })
      .from(stockLevels)
      .where(and(eq(stockLevels.itemId, itemId), eq(stockLevels.locationId, locationId)))
    const onHand = level!.onHand
    await audit(ctx, 'stock.adjust', {
      entity: 'InventoryItem',
      entityId: itemId,
      before: { locationId, onHand: quantityOf(onHand - thousandths) },
      after: { locationId, onHand: quantityOf(onHand), quantity: quantityOf(thousandths), reason },
    })
    await signal(ctx, topic, {
      itemId,
      locationId,
      onHand: quantityOf(onHand),
      quantity: quantityOf(thousandths),
      at: ctx.now().toISOString(),
    } satisfies StockSignal)
    return itemId
  })
  const adjusted = await findItem(ctx, id)
  if (!adjusted) throw notFound('item', 'itemId')
  return adjusted
}

/** Changes of stock at the locations whose stock the viewer may see. */
export function watchStock(ctx: Context, filter: StockChangeFilter | null) {
  const viewer = authorize(ctx, 'inventory:read')
  const { itemId, locationId } = filter ?? {}
  return heard<StockSignal>(
    ctx.live,
    topic,
    (change) =>
      can(viewer, 'inventory:read', change.locationId) &&
      (!itemId || itemId === change.itemId) &&
      (!locationId || locationId === change.locationId),
  )
}

/** The change with the item as it is now. */
export async function getStockChange(ctx: Context, change: StockSignal): Promise<StockChange> {
  const item = await findItem(ctx, change.itemId)
  if (!item) throw notFound('item')
  const { locationId, onHand, quantity, at } = change
  return { item, location: { id: locationId }, onHand, quantity, at: new Date(at) }
}
