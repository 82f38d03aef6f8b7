import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { quantityScale } from '@vetgraph/kit/money'
import { addMinutes } from '@vetgraph/kit/time'
import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import { InventoryCategory, inventoryItems } from './inventory-items/inventory-item.table.ts'
import { lots } from './stock/lot.table.ts'
import { MovementKind, stockMovements } from './stock/stock-movement.table.ts'
import { stockTransfers } from './stock/stock-transfer.table.ts'

const day = 24 * 60

/** From the second location to the first: one has arrived last week, and one was sent yesterday. */
const sendings = [
  { daysAgo: 8, received: true, note: null },
  { daysAgo: 1, received: false, note: 'In the box on the van' },
] as const

export async function loadTransfers(ctx: Context, plan: DemoPlan) {
  const [to, from] = plan.locations
  if (!to || !from) return
  const keeper = plan.staff.find(({ role }) => role === 'TECHNICIAN')!.id
  const held = await ctx.db
    .select({ lot: lots })
    .from(lots)
    .innerJoin(inventoryItems, eq(inventoryItems.id, lots.itemId))
    .where(
      and(
        eq(lots.locationId, from.id),
        eq(inventoryItems.category, InventoryCategory.SUPPLIES),
        gt(lots.onHand, 4 * quantityScale),
        isNotNull(lots.number),
        isNotNull(lots.cost),
      ),
    )
    .orderBy(asc(inventoryItems.name), asc(lots.id))
    .limit(sendings.length)
  for (const [number, { lot }] of held.entries()) {
    const { daysAgo, received, note } = sendings[number]!
    const at = addMinutes(ctx.now(), -daysAgo * day)
    const arrivedAt = addMinutes(at, day)
    const [id, quantity] = [demoId('stock transfer', number), 4 * quantityScale]
    await insertRows(ctx, stockTransfers, [
      {
        ...{ id, itemId: lot.itemId, lotId: lot.id, fromLocationId: from.id, toLocationId: to.id, note },
        ...{ sentBy: keeper, version: 1, createdAt: at, updatedAt: at },
        ...(received && { lastReceivedAt: arrivedAt, lastReceivedBy: keeper }),
      },
    ])
    const moved = { itemId: lot.itemId, actorId: keeper, transferId: id }
    await insertRows(ctx, stockMovements, [
      {
        ...{ ...moved, id: demoId('transfer movement', number * 2), kind: MovementKind.TRANSFER_OUT, at },
        ...{ locationId: from.id, lotId: lot.id, quantity: -quantity, reason: `Sent to ${to.name}` },
      },
    ])
    if (!received) continue
    const lotId = demoId('transferred lot', number)
    await insertRows(ctx, lots, [
      {
        ...{ id: lotId, itemId: lot.itemId, locationId: to.id, number: lot.number, expiresOn: lot.expiresOn },
        ...{ received: quantity, cost: Math.round((lot.cost! * quantity) / lot.received) },
        ...{ currency: lot.currency, receivedAt: arrivedAt },
      },
    ])
    await insertRows(ctx, stockMovements, [
      {
        ...{ ...moved, id: demoId('transfer movement', number * 2 + 1), kind: MovementKind.TRANSFER_IN },
        ...{ at: arrivedAt, locationId: to.id, lotId, quantity, reason: `Sent by ${from.name}` },
      },
    ])
  }
}
