import type { Context } from '@vetgraph/kit/context'
import { authorize, can, locationsOf } from '@vetgraph/kit/access/authorize'
import { notFound } from '@vetgraph/kit/errors'
import { entity } from '@vetgraph/kit/reads/entity'
import { asIdOrNull, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { heard, type Signal } from '@vetgraph/kit/work/live'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { quantityOf } from '@vetgraph/kit/money'
import { lots } from '../stock/lot.table.ts'
import {
  type PurchaseOrderLineRow,
  purchaseOrderLines,
  purchaseOrderReceipts,
  purchaseOrders,
} from './purchase-order.table.ts'
import type {
  PurchaseOrderChangeFilter,
  PurchaseOrderFilter,
  PurchaseOrderReceipt,
} from './purchase-order.types.ts'

const reading = entity({
  table: purchaseOrders,
  type: 'PurchaseOrder',
  noun: 'purchase order',
  always: ['id', 'createdAt'],
  takes: {},
  whole: true,
  seen: (ctx) => ({
    places: locationsOf(authorize(ctx, 'inventory:read'), 'inventory:read') as string[] | null,
  }),
  visible: ({ places }) =>
    places === null ? undefined : sql`${purchaseOrders.locationId} = any(${places}::uuid[])`,
  from: (db, columns) => db.select(columns).from(purchaseOrders).$dynamic(),
})

export const { read: readOrders, find: findOrder, get: getOrder } = reading

/** Orders of the locations whose stock the viewer may see, the latest first. */
export const listOrders = reading.list({
  wanted: (filter: PurchaseOrderFilter | null) => ({
    locationId: asIdOrNull(filter?.locationId),
    supplierId: asIdOrNull(filter?.supplierId),
    status: filter?.status ?? null,
  }),
  matching: ({ locationId, supplierId, status }) =>
    and(
      locationId ? eq(purchaseOrders.locationId, locationId) : undefined,
      supplierId ? eq(purchaseOrders.supplierId, supplierId) : undefined,
      status ? eq(purchaseOrders.status, status) : undefined,
    ),
  order: () => ({ key: purchaseOrders.createdAt, id: purchaseOrders.id, direction: 'desc' }),
  keyOf: ({ createdAt }) => createdAt,
})

async function readLines(ctx: Context, orderIds: readonly string[]) {
  const rows = await ctx.db
    .select()
    .from(purchaseOrderLines)
    .where(inArray(purchaseOrderLines.orderId, [...orderIds]))
    .orderBy(asc(purchaseOrderLines.orderId), asc(purchaseOrderLines.position))
  return rows.map((row): readonly [string, PurchaseOrderLineRow] => [row.orderId, row])
}

/** The lines of an order that the viewer already sees. */
export function listLines(ctx: Context, orderId: string): Promise<PurchaseOrderLineRow[]> {
  authorize(ctx, 'inventory:read')
  return groupLoaderOf(ctx, readLines).load(orderId)
}

async function readReceipts(ctx: Context, lineIds: readonly string[]) {
  const rows = await ctx.db
    .select({ receipt: purchaseOrderReceipts, lot: lots })
    .from(purchaseOrderReceipts)
    .innerJoin(lots, eq(lots.id, purchaseOrderReceipts.lotId))
    .where(inArray(purchaseOrderReceipts.lineId, [...lineIds]))
    .orderBy(asc(purchaseOrderReceipts.at), asc(purchaseOrderReceipts.id))
  return rows.map(({ receipt, lot }): readonly [string, PurchaseOrderReceipt] => [
    receipt.lineId,
    {
      id: receipt.id,
      quantity: quantityOf(receipt.quantity),
      cost: { amount: lot.cost!, currency: lot.currency! },
      lotNumber: lot.number,
      expiresOn: lot.expiresOn,
      overReason: receipt.overReason,
      at: receipt.at,
    },
  ])
}

/** What has arrived of a line of an order that the viewer already sees. */
export function listReceipts(ctx: Context, lineId: string): Promise<PurchaseOrderReceipt[]> {
  authorize(ctx, 'inventory:read')
  return groupLoaderOf(ctx, readReceipts).load(lineId)
}

export interface OrderSignal extends Signal {
  orderId: string
  locationId: string
}

export const orderTopic = 'purchase-order'

/** Changes of orders at the locations whose stock the viewer may see. */
export function watchOrders(ctx: Context, filter: PurchaseOrderChangeFilter | null) {
  const viewer = authorize(ctx, 'inventory:read')
  return heard<OrderSignal>(
    ctx.live,
    orderTopic,
    ({ locationId }) =>
      can(viewer, 'inventory:read', locationId) && (!filter?.locationId || filter.locationId === locationId),
  )
}

/** The order as it is now. */
export async function getChangedOrder(ctx: Context, { orderId }: OrderSignal) {
  const order = await findOrder(ctx, orderId)
  if (!order) throw notFound('purchase order')
  return order
}
