import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { asId } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { signal } from '@vetgraph/kit/work/signals'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { and, eq, inArray } from 'drizzle-orm'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { locations } from '../refs/refs.service.ts'
import { getSupplier } from '../suppliers/supplier.service.ts'
import { supplierItems } from '../suppliers/supplier.table.ts'
import { getOrder, type OrderSignal, orderTopic } from './purchase-order.service.ts'
import { purchaseOrderLines, type PurchaseOrderRow, purchaseOrders } from './purchase-order.table.ts'
import type {
  CreatePurchaseOrderInput,
  EndPurchaseOrderInput,
  PurchaseOrderLineInput,
  UpdatePurchaseOrderInput,
} from './purchase-order.types.ts'

const maxLines = 200
const maxPacks = 100_000

export const saved = writing({
  table: purchaseOrders,
  type: 'PurchaseOrder',
  noun: 'purchase order',
  values: ({ number, status, supplierId, locationId, note, sentAt, sentTo, endReason }) => ({
    number,
    status,
    supplierId,
    locationId,
    note,
    sentAt,
    sentTo,
    endReason,
  }),
  announce: (ctx, { id, locationId }) =>
    signal(ctx, orderTopic, { orderId: id, locationId } satisfies OrderSignal),
})

/** The order, locked, for who may write orders at its location. */
export async function lockOrder(ctx: Context, id: string, version: number): Promise<PurchaseOrderRow> {
  const { locationId } = await getOrder(ctx, asId(id))
  authorize(ctx, 'purchase-order:write', locationId)
  return saved.lock(ctx, id, version)
}

interface Header {
  id: string
  supplierId: string
  currency: string
}

/** Writes the lines of a draft from the catalogue of its supplier, in place of those that it has. */
async function writeLines(
  ctx: Context,
  { id, supplierId, currency }: Header,
  lines: readonly PurchaseOrderLineInput[],
) {
  if (lines.length > maxLines) throw badInput('lines', `At most ${maxLines} lines.`)
  const ids = lines.map(({ supplierItemId }) => asId(supplierItemId))
  const entries = await ctx.db
    .select({ entry: supplierItems, name: inventoryItems.name, itemInUse: inventoryItems.active })
    .from(supplierItems)
    .innerJoin(inventoryItems, eq(inventoryItems.id, supplierItems.itemId))
    .where(and(inArray(supplierItems.id, ids), eq(supplierItems.supplierId, supplierId)))
  const known = new Map(entries.map((found) => [found.entry.id, found]))
  const rows = lines.map(({ packs, price }, position) => {
    const found = known.get(ids[position]!)
    const field = `lines.${position}`
    if (!found) throw notFound('entry of this supplier’s catalogue', `${field}.supplierItemId`)
    const { entry, name, itemInUse } = found
    if (!entry.active || !itemInUse) throw badInput(`${field}.supplierItemId`, `${name} is retired.`)
    if (packs < 1 || packs > maxPacks) throw badInput(`${field}.packs`, `1 to ${maxPacks} packs.`)
    if (price && price.currency !== currency)
      throw badInput(`${field}.price`, `This order is in ${currency}.`)
    if (price && price.amount < 0) throw badInput(`${field}.price`, 'This is not below 0.')
    const { itemId, articleNumber, packSize } = entry
    return {
      id: newId(),
      orderId: id,
      position,
      itemId,
      supplierItemId: entry.id,
      description: name,
      articleNumber,
      packs,
      packSize,
      price: price?.amount ?? entry.price,
    }
  })
  await ctx.db.delete(purchaseOrderLines).where(eq(purchaseOrderLines.orderId, id))
  if (rows.length > 0) await ctx.db.insert(purchaseOrderLines).values(rows)
}

export async function createPurchaseOrder(
  ctx: Context,
  input: CreatePurchaseOrderInput,
): Promise<PurchaseOrderRow> {
  authorize(ctx, 'purchase-order:write', input.locationId)
  const id = await once(ctx, 'createPurchaseOrder', input, async (ctx) => {
    const location = await locations.find(ctx, input.locationId)
    if (!location) throw notFound('location', 'locationId')
    const supplier = await getSupplier(ctx, asId(input.supplierId), 'supplierId')
    if (!supplier.active) throw badInput('supplierId', 'This supplier is retired.')
    if (supplier.currency !== location.currency)
      throw badInput(
        'supplierId',
        `This supplier invoices in ${supplier.currency}, not ${location.currency}.`,
      )
    const order = await saved.add(ctx, {
      supplierId: supplier.id,
      locationId: location.id,
      currency: supplier.currency,
      note: input.note,
    })
    await writeLines(ctx, order, input.lines)
    return order.id
  })
  return getOrder(ctx, id)
}

/** Changes a draft: its note, or all its lines. */
export async function updatePurchaseOrder(
  ctx: Context,
  input: UpdatePurchaseOrderInput,
): Promise<PurchaseOrderRow> {
  authorize(ctx, 'purchase-order:write')
  return transact(ctx, async (ctx) => {
    const before = await lockOrder(ctx, input.id, input.version)
    if (input.lines) await writeLines(ctx, before, input.lines)
    return saved.change(ctx, before, changesOf(purchaseOrders, input, ['note']))
  })
}

/** Cancels an order of which nothing has arrived. */
export async function cancelPurchaseOrder(
  ctx: Context,
  { id, version, reason }: EndPurchaseOrderInput,
): Promise<PurchaseOrderRow> {
  authorize(ctx, 'purchase-order:write')
  return transact(ctx, async (ctx) => {
    const before = await lockOrder(ctx, id, version)
    return saved.change(ctx, before, { cancelledAt: ctx.now(), endReason: reason }, 'cancel')
  })
}

/** Gives up what has not arrived of an order (I7). */
export async function closePurchaseOrder(
  ctx: Context,
  { id, version, reason }: EndPurchaseOrderInput,
): Promise<PurchaseOrderRow> {
  authorize(ctx, 'purchase-order:write')
  return transact(ctx, async (ctx) => {
    const before = await lockOrder(ctx, id, version)
    if (!before.sentAt || before.openLines === 0)
      throw conflict('Nothing is awaited of this order.', { field: 'id', status: before.status })
    return saved.change(ctx, before, { closedAt: ctx.now(), endReason: reason }, 'close')
  })
}
