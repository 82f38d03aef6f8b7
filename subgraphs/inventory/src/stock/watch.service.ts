import type { Context } from '@vetgraph/kit/context'
import { notFound } from '@vetgraph/kit/errors'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { findItem } from '../inventory-items/inventory-item.service.ts'
import type { StockChange, StockChangeFilter } from './stock.types.ts'

export interface StockSignal extends Signal {
  itemId: string
  locationId: string
  onHand: number
  quantity: number
  at: string
}

export const stockTopic = 'stock'

/** Changes of stock at the locations whose stock the viewer may see. */
export function watchStock(ctx: Context, filter: StockChangeFilter | null) {
  const viewer = authorize(ctx, 'inventory:read')
  const { itemId, locationId } = filter ?? {}
  return heard<StockSignal>(
    ctx.live,
    stockTopic,
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
