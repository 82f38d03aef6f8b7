import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { notFound } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import { addMinutes } from '@vetgraph/kit/time'
import { sql } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { isUsage } from '../stock/history.service.ts'
import { stockMovements } from '../stock/stock-movement.table.ts'
import { usualLeadDays } from '../suppliers/supplier.service.ts'
import type { ReorderProposal } from './reorder-proposal.types.ts'

const maxProposals = 200
const usageDays = 90
const stockDays = 30

/** In thousandths of the item’s unit. */
interface Low extends Record<string, unknown> {
  itemId: string
  supplierItemId: string | null
  packSize: number | null
  reorderLevel: number
  onHand: number
  onOrder: number
  used: number
  reorderAt: number
}

/** Items that the location keeps and that run out before a delivery would arrive, by name. */
async function readLow(ctx: Context, locationId: string, currency: string): Promise<Low[]> {
  const since = addMinutes(ctx.now(), -usageDays * 24 * 60).toISOString()
  const rows = await ctx.db.execute<Low>(sql`
    select item.id as "itemId", entry.id as "supplierItemId", entry.pack_size::float8 as "packSize",
      item.reorder_level::float8 as "reorderLevel", level.on_hand::float8 as "onHand",
      awaited.quantity::float8 as "onOrder", usage.quantity::float8 as used, need.quantity::float8 as "reorderAt"
    from inventory.inventory_items item
    join inventory.stock_levels level on level.item_id = item.id and level.location_id = ${locationId}
    cross join lateral (
      select coalesce(sum(line.ordered - line.received), 0) + (
        select coalesce(sum(sent.in_transit), 0)
        from inventory.stock_transfers sent
        where sent.item_id = item.id and sent.to_location_id = ${locationId}
          and sent.quantity > sent.received + sent.returned and sent.difference_reason is null
      ) as quantity
      from inventory.purchase_order_lines line
      join inventory.purchase_orders purchase on purchase.id = line.order_id
      where line.item_id = item.id and line.received < line.ordered and purchase.location_id = ${locationId}
        and purchase.status in ('DRAFT', 'SENT', 'PARTLY_RECEIVED')
    ) awaited
    cross join lateral (
      select -coalesce(sum(${stockMovements.quantity}), 0) as quantity
      from ${stockMovements}
      where ${stockMovements.itemId} = item.id and ${stockMovements.locationId} = ${locationId}
        and ${stockMovements.at} >= ${since} and ${isUsage}
    ) usage
    left join lateral (
      select sold.id, sold.pack_size, coalesce(sold.lead_days, supplier.lead_days) as lead_days
      from inventory.supplier_items sold
      join inventory.suppliers supplier on supplier.id = sold.supplier_id
      where sold.item_id = item.id and sold.active and supplier.active and supplier.currency = ${currency}
      order by sold.preferred desc, sold.price::numeric / sold.pack_size, sold.id
      limit 1
    ) entry on true
    cross join lateral (
      select greatest(item.reorder_level,
        ceil(usage.quantity * coalesce(entry.lead_days, ${usualLeadDays}::int) / ${usageDays}::int)) as quantity
    ) need
    where item.active and need.quantity > 0 and level.on_hand + awaited.quantity <= need.quantity
    order by item.name, item.id
    limit ${maxProposals}`)
  return [...rows]
}

/** What brings the stock above its reorder point, in whole packs. */
function packsOf({ packSize, reorderAt, reorderLevel, used, onHand, onOrder }: Low): number | null {
  if (packSize === null) return null
  const target = reorderAt + Math.max(reorderLevel, (used * stockDays) / usageDays)
  return Math.max(1, Math.ceil((target - onHand - onOrder) / packSize))
}

/** What should be ordered for a location: by its stock, what is on the way, and how fast it is used (I7). */
export async function listProposals(ctx: Context, locationId: string): Promise<ReorderProposal[]> {
  authorize(ctx, 'inventory:read', locationId)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const low = await readLow(ctx, location.id, location.currency)
  return low.map((row) => ({
    itemId: row.itemId,
    supplierItemId: row.supplierItemId,
    onHand: quantityOf(row.onHand),
    onOrder: quantityOf(row.onOrder),
    used: quantityOf(row.used),
    reorderAt: quantityOf(row.reorderAt),
    packs: packsOf(row),
  }))
}
