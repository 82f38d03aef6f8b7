import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { countItems } from '../inventory-items/inventory-item.service.ts'
import { countExpiringLots } from '../stock/lot.service.ts'
import type { InventoryDashboard } from './dashboard.types.ts'

/** What is to be done about the stock of a location; null for whoever may not see it. */
export const readDashboard = (ctx: Context, locationId: string): InventoryDashboard | null =>
  can(requireViewer(ctx), 'inventory:read', locationId) ? { locationId } : null

/** Items of which the location has no more than the reorder level. */
export const countLowStock = (ctx: Context, { locationId }: InventoryDashboard): Promise<number> =>
  countItems(ctx, { locationId, lowStock: true })

const daysAhead = 30

/** Lots in stock that have expired or do so within the month (I5). */
export const countExpiring = (ctx: Context, { locationId }: InventoryDashboard): Promise<number> =>
  countExpiringLots(ctx, locationId, daysAhead)
