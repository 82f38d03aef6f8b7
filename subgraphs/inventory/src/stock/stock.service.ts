import type { Context } from '@vetgraph/kit/context'
import { quantityOf } from '@vetgraph/kit/money'
import { authorize, can, locationsOf } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, inArray } from 'drizzle-orm'
import type { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { type StockLevelRow, stockLevels } from '../inventory-items/stock-level.table.ts'
import type { StockLevel } from './stock.types.ts'

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
