import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant, saves } from '@vetgraph/kit/database/tables'
import type { Party } from '@vetgraph/kit/documents/letter'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, char, check, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { lots } from '../stock/lot.table.ts'
import { supplierItems, suppliers } from '../suppliers/supplier.table.ts'

export enum PurchaseOrderStatus {
  DRAFT = 'DRAFT',
  SENT = 'SENT',
  PARTLY_RECEIVED = 'PARTLY_RECEIVED',
  RECEIVED = 'RECEIVED',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

export const purchaseOrderStatus = inventorySchema.enum('purchase_order_status', PurchaseOrderStatus)

/**
 * An order to a supplier. Its state follows from its instants and its lines; a trigger freezes it once it is sent,
 * and counts its lines as deliveries arrive (I7).
 */
export const purchaseOrders = inventorySchema.table(
  'purchase_orders',
  {
    id: uuid('id').primaryKey(),
    /** Given when it is sent, without gaps. */
    number: text('number').unique('purchase_orders_number_once'),
    supplierId: uuid('supplier_id')
      .notNull()
      .references(() => suppliers.id),
    locationId: uuid('location_id').notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    note: text('note'),
    /** What its lines cost, in minor units; kept by a trigger. */
    total: bigint('total', { mode: 'number' }).notNull().default(0),
    /** How many lines are not received in full, and how many have received something; kept by a trigger. */
    openLines: integer('open_lines').notNull().default(0),
    receivedLines: integer('received_lines').notNull().default(0),
    sentAt: instant('sent_at'),
    sentBy: uuid('sent_by'),
    /** The address of the e-mail; null when it was ordered otherwise. */
    sentTo: text('sent_to'),
    issuer: jsonb('issuer').$type<Party>(),
    recipient: jsonb('recipient').$type<Party>(),
    cancelledAt: instant('cancelled_at'),
    /** When it was decided that the rest will not come. */
    closedAt: instant('closed_at'),
    /** Why it was cancelled or closed. */
    endReason: text('end_reason'),
    status: purchaseOrderStatus('status')
      .notNull()
      .generatedAlwaysAs(
        sql`case when cancelled_at is not null then 'CANCELLED'::inventory.purchase_order_status when sent_at is null then 'DRAFT' when open_lines = 0 then 'RECEIVED' when closed_at is not null then 'CLOSED' when received_lines > 0 then 'PARTLY_RECEIVED' else 'SENT' end`,
      ),
    ...saves(),
  },
  (table) => [
    index('purchase_orders_by_time').on(table.locationId, table.createdAt, table.id),
    index('purchase_orders_of_supplier').on(table.supplierId, table.createdAt, table.id),
    index('purchase_orders_by_status').on(table.locationId, table.status, table.createdAt, table.id),
    check(
      'purchase_orders_sent',
      sql`num_nulls(${table.number}, ${table.sentAt}, ${table.sentBy}, ${table.issuer}, ${table.recipient}) in (0, 5)`,
    ),
    check(
      'purchase_orders_ended_once',
      sql`num_nonnulls(${table.cancelledAt}, ${table.closedAt}) = num_nonnulls(${table.endReason})`,
    ),
    check(
      'purchase_orders_not_empty',
      sql`${table.sentAt} is null or ${table.openLines} + ${table.receivedLines} > 0`,
    ),
    check('purchase_orders_closed', sql`${table.closedAt} is null or ${table.sentAt} is not null`),
    check('purchase_orders_cancelled', sql`${table.cancelledAt} is null or ${table.receivedLines} = 0`),
  ],
)

/** A line of an order, with its own copy of what the catalogue said. The role adds and removes lines of drafts only. */
export const purchaseOrderLines = inventorySchema.table(
  'purchase_order_lines',
  {
    id: uuid('id').primaryKey(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => purchaseOrders.id),
    position: integer('position').notNull(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
    supplierItemId: uuid('supplier_item_id')
      .notNull()
      .references(() => supplierItems.id),
    description: text('description').notNull(),
    articleNumber: text('article_number').notNull(),
    packs: integer('packs').notNull(),
    /** What a pack contains, in thousandths of the item's unit. */
    packSize: bigint('pack_size', { mode: 'number' }).notNull(),
    /** Of a pack without tax, in minor units. */
    price: bigint('price', { mode: 'number' }).notNull(),
    /** In thousandths of the item's unit. */
    ordered: bigint('ordered', { mode: 'number' })
      .notNull()
      .generatedAlwaysAs(sql`packs * pack_size`),
    /** The sum of its receipts, kept by a trigger alone. */
    received: bigint('received', { mode: 'number' }).notNull().default(0),
  },
  (table) => [
    unique('purchase_order_lines_position').on(table.orderId, table.position),
    index('purchase_order_lines_item').on(table.itemId),
    check('purchase_order_lines_packs', sql`${table.packs} > 0`),
    check('purchase_order_lines_pack_size', sql`${table.packSize} > 0`),
    check('purchase_order_lines_price', sql`${table.price} >= 0`),
  ],
)

/** What a delivery brought of a line, as a lot. Append-only by missing rights. */
export const purchaseOrderReceipts = inventorySchema.table(
  'purchase_order_receipts',
  {
    id: uuid('id').primaryKey(),
    lineId: uuid('line_id')
      .notNull()
      .references(() => purchaseOrderLines.id),
    lotId: uuid('lot_id')
      .notNull()
      .unique('purchase_order_receipts_lot_once')
      .references(() => lots.id),
    /** In thousandths of the item's unit. */
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    /** Why more than a tenth above the order was taken. */
    overReason: text('over_reason'),
    receivedBy: uuid('received_by').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    index('purchase_order_receipts_line').on(table.lineId, table.at),
    check('purchase_order_receipts_quantity', sql`${table.quantity} > 0`),
  ],
)

/** The last number of each year; whoever sends an order holds the row until the end, so that no number is left out. */
export const purchaseOrderSeries = inventorySchema.table('purchase_order_series', {
  year: integer('year').primaryKey(),
  last: integer('last').notNull(),
})

explainConstraint('purchase_orders_frozen', () =>
  conflict('This order was sent and cannot be changed any more.', { field: 'id' }),
)
explainConstraint('purchase_orders_not_empty', () =>
  conflict('An order without lines is not sent.', { field: 'id' }),
)
explainConstraint('purchase_orders_cancelled', () =>
  conflict('Some of it has arrived: close the order instead.', { field: 'id' }),
)
explainConstraint('purchase_order_receipts_open', () =>
  conflict('Nothing is received for a draft, or for an order that was closed or cancelled.', {
    field: 'orderLineId',
  }),
)
explainConstraint('purchase_order_receipts_over', () =>
  conflict('That is more than a tenth above what was ordered. Say why it is taken, or take less.', {
    field: 'overReceiptReason',
  }),
)

export type PurchaseOrderRow = typeof purchaseOrders.$inferSelect
export type PurchaseOrderLineRow = typeof purchaseOrderLines.$inferSelect
export type PurchaseOrderReceiptRow = typeof purchaseOrderReceipts.$inferSelect
