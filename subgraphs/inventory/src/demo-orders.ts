import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addDays, addMinutes, dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import { demoItems } from './demo-items.ts'
import type { demoSuppliers } from './demo-suppliers.ts'
import {
  purchaseOrderLines,
  purchaseOrderReceipts,
  purchaseOrders,
  purchaseOrderSeries,
  PurchaseOrderStatus,
} from './purchase-orders/purchase-order.table.ts'
import { lots } from './stock/lot.table.ts'
import { MovementKind, stockMovements } from './stock/stock-movement.table.ts'

const { DRAFT, SENT, PARTLY_RECEIVED, RECEIVED, CLOSED, CANCELLED } = PurchaseOrderStatus
const day = 24 * 60

/** What became of the orders of each location, the first first: the supplier and how many days ago it was written. */
const orders = [
  [RECEIVED, 0, 40],
  [CANCELLED, 1, 33],
  [CLOSED, 2, 26],
  [RECEIVED, 1, 19],
  [PARTLY_RECEIVED, 2, 12],
  [PARTLY_RECEIVED, 0, 6],
  [SENT, 1, 2],
  [DRAFT, 0, 0],
] as const

/** How many of its packs have arrived of a line. */
function arrivedOf(status: PurchaseOrderStatus, line: number, packs: number): number {
  if (status === RECEIVED) return packs
  return (status === PARTLY_RECEIVED || status === CLOSED) && line < 2 ? packs - line : 0
}

/** Orders in each state at both locations, written, sent and received as people do it. */
export async function loadOrders(
  ctx: Context,
  plan: DemoPlan,
  { supplierRows, entryRows }: ReturnType<typeof demoSuppliers>,
) {
  const now = ctx.now()
  const keeper = plan.staff.find(({ role }) => role === 'TECHNICIAN')!.id
  const sent = new Map<number, number>()
  for (const [number, [status, seller, daysAgo]] of orders.entries())
    for (const [place, { id: locationId, currency, timeZone, name, address }] of plan.locations.entries()) {
      const key = place * 100 + number
      const id = demoId('purchase order', key)
      const supplier = supplierRows[seller]!
      const at = addMinutes(now, -daysAgo * day - place * 60 - 90)
      const saves = { version: 1, createdAt: at, updatedAt: at }
      await insertRows(ctx, purchaseOrders, [{ id, supplierId: supplier.id, locationId, currency, ...saves }])
      const entries = entryRows.filter(({ supplierId }) => supplierId === supplier.id)
      const lines = Array.from({ length: 3 }, (_, position) => {
        const entry = entries[(key + position * 4) % entries.length]!
        const { itemId, articleNumber, packSize, price } = entry
        return {
          id: demoId('purchase order line', key * 10 + position),
          orderId: id,
          position,
          itemId,
          supplierItemId: entry.id,
          description: demoItems.find((_item, item) => demoId('inventory item', item) === itemId)!.name,
          articleNumber,
          packs: 2 + position,
          packSize,
          price,
        }
      })
      await insertRows(ctx, purchaseOrderLines, lines)
      const change = (values: Partial<typeof purchaseOrders.$inferInsert>) =>
        ctx.db.update(purchaseOrders).set(values).where(eq(purchaseOrders.id, id))
      if (status === DRAFT) continue
      if (status !== CANCELLED) {
        const year = Number(dayOf(at, timeZone).slice(0, 4))
        const last = (sent.get(year) ?? 0) + 1
        sent.set(year, last)
        await change({
          number: `PO-${year}-${String(last).padStart(6, '0')}`,
          sentAt: addMinutes(at, 20),
          sentBy: keeper,
          sentTo: supplier.email,
          issuer: { name: 'Demo Pet Hospital', lines: [name, ...address.split('\n')] },
          recipient: { name: supplier.name, lines: supplier.address!.split('\n') },
        })
      }
      const receivedAt = addMinutes(at, supplier.leadDays * day)
      const deliveries = lines
        .map((line, position) => ({ line, packs: arrivedOf(status, position, line.packs) }))
        .filter(({ packs }) => packs > 0)
        .map(({ line, packs }) => ({
          line,
          quantity: packs * line.packSize,
          lotId: demoId('lot of an order', key * 10 + line.position),
          cost: packs * Math.round(line.price * (line.position === 1 ? 1.04 : 1)),
        }))
      await insertRows(
        ctx,
        lots,
        deliveries.map(({ line, quantity, lotId, cost }) => ({
          ...{ id: lotId, itemId: line.itemId, locationId, cost, currency, receivedAt },
          received: quantity,
          number: `B${String(4100 + key * 10 + line.position)}`,
          expiresOn: addDays(dayOf(now, timeZone), 300 + line.position * 90),
        })),
      )
      await insertRows(
        ctx,
        stockMovements,
        deliveries.map(({ line, quantity, lotId }) => ({
          ...{ id: demoId('receipt of an order', key * 10 + line.position), lotId, locationId, quantity },
          ...{ itemId: line.itemId, kind: MovementKind.RECEIPT, actorId: keeper, at: receivedAt },
          reason: 'Delivery',
        })),
      )
      await insertRows(
        ctx,
        purchaseOrderReceipts,
        deliveries.map(({ line, quantity, lotId }) => ({
          ...{ id: demoId('purchase order receipt', key * 10 + line.position), lineId: line.id, lotId },
          ...{ quantity, receivedBy: keeper, at: receivedAt },
        })),
      )
      if (status === CANCELLED) await change({ cancelledAt: addMinutes(at, day), endReason: 'Ordered twice' })
      if (status === CLOSED)
        await change({ closedAt: addMinutes(receivedAt, day), endReason: 'Not available' })
    }
  await insertRows(
    ctx,
    purchaseOrderSeries,
    [...sent].map(([year, last]) => ({ year, last })),
  )
}
