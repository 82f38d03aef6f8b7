import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { proportionOf, quantityOf } from '@vetgraph/kit/money'
import { asId } from '@vetgraph/kit/reads/refs'
import { signal } from '@vetgraph/kit/work/signals'
import { and, eq } from 'drizzle-orm'
import { type OrderSignal, orderTopic } from './purchase-order.service.ts'
import {
  type PurchaseOrderLineRow,
  purchaseOrderLines,
  purchaseOrderReceipts,
  purchaseOrders,
} from './purchase-order.table.ts'

interface Delivered {
  itemId: string
  locationId: string
}

export type OrderedLine = PurchaseOrderLineRow & { number: string | null; locationId: string }

/** The line of an order that a delivery of this item at this location may be of. */
export async function orderedLine(
  ctx: Context,
  id: string,
  { itemId, locationId }: Delivered,
): Promise<OrderedLine> {
  const [found] = await ctx.db
    .select({ line: purchaseOrderLines, number: purchaseOrders.number })
    .from(purchaseOrderLines)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, purchaseOrderLines.orderId))
    .where(
      and(
        eq(purchaseOrderLines.id, asId(id)),
        eq(purchaseOrderLines.itemId, itemId),
        eq(purchaseOrders.locationId, locationId),
      ),
    )
  if (!found) throw notFound('line of an order for this item and location', 'orderLineId')
  return { ...found.line, number: found.number, locationId }
}

/** What a quantity costs by the price of its order. */
export const costOf = ({ price, packSize }: OrderedLine, thousandths: number): number =>
  proportionOf(price, thousandths, packSize)

/** Counts a lot as received of a line; the database refuses what is too much, and what is not awaited (I7). */
export async function countReceipt(
  ctx: Context,
  line: OrderedLine,
  { lotId, quantity, overReason }: { lotId: string; quantity: number; overReason: string | null },
) {
  await ctx.db.insert(purchaseOrderReceipts).values({
    id: newId(),
    lineId: line.id,
    lotId,
    quantity,
    overReason,
    receivedBy: requireViewer(ctx).userId,
    at: ctx.now(),
  })
  await audit(ctx, 'purchase-order.receive', {
    entity: 'PurchaseOrder',
    entityId: line.orderId,
    after: { lineId: line.id, lotId, quantity: quantityOf(quantity), overReason },
  })
  const { orderId, locationId } = line
  await signal(ctx, orderTopic, { orderId, locationId } satisfies OrderSignal)
}
