import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant, saves } from '@vetgraph/kit/database/tables'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, check, index, text, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { lots } from './lot.table.ts'

export enum StockTransferStatus {
  IN_TRANSIT = 'IN_TRANSIT',
  PARTLY_RECEIVED = 'PARTLY_RECEIVED',
  DIFFERS = 'DIFFERS',
  RECEIVED = 'RECEIVED',
  WRITTEN_OFF = 'WRITTEN_OFF',
  CANCELLED = 'CANCELLED',
}

export const stockTransferStatus = inventorySchema.enum('stock_transfer_status', StockTransferStatus)

/**
 * What one location has sent to another of a lot. All quantities are the sums of its movements, kept by a trigger alone:
 * what has left the sender and has not arrived belongs to no shelf, and nobody can use it.
 */
export const stockTransfers = inventorySchema.table(
  'stock_transfers',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
    /** The lot of the sender. */
    lotId: uuid('lot_id')
      .notNull()
      .references(() => lots.id),
    fromLocationId: uuid('from_location_id').notNull(),
    toLocationId: uuid('to_location_id').notNull(),
    note: text('note'),
    sentBy: uuid('sent_by').notNull(),
    /** Thousandths of the unit, as the three that follow. */
    quantity: bigint('quantity', { mode: 'number' }).notNull().default(0),
    received: bigint('received', { mode: 'number' }).notNull().default(0),
    /** What came back to the lot of the sender. */
    returned: bigint('returned', { mode: 'number' }).notNull().default(0),
    /** What was written off of that at once. */
    writtenOff: bigint('written_off', { mode: 'number' }).notNull().default(0),
    inTransit: bigint('in_transit', { mode: 'number' })
      .notNull()
      .generatedAlwaysAs(sql`quantity - received - returned`),
    /** Why the receiver expects no more of it; null while the rest is on its way. */
    differenceReason: text('difference_reason'),
    lastReceivedAt: instant('last_received_at'),
    lastReceivedBy: uuid('last_received_by'),
    status: stockTransferStatus('status')
      .notNull()
      .generatedAlwaysAs(
        sql`case when quantity > received + returned then case when difference_reason is not null then 'DIFFERS'::inventory.stock_transfer_status when received > 0 then 'PARTLY_RECEIVED' else 'IN_TRANSIT' end when received > 0 then 'RECEIVED' when written_off > 0 then 'WRITTEN_OFF' else 'CANCELLED' end`,
      ),
    ...saves(),
  },
  (table) => [
    index('stock_transfers_by_time').on(table.createdAt, table.id),
    index('stock_transfers_of_item').on(table.itemId, table.createdAt, table.id),
    index('stock_transfers_open')
      .on(table.lotId)
      .where(sql`quantity > received + returned`),
    index('stock_transfers_awaited')
      .on(table.toLocationId, table.itemId)
      .where(sql`quantity > received + returned`),
    check('stock_transfers_elsewhere', sql`${table.fromLocationId} <> ${table.toLocationId}`),
    check(
      'stock_transfers_within_sent',
      sql`${table.received} >= 0 and ${table.returned} >= 0 and ${table.received} + ${table.returned} <= ${table.quantity}`,
    ),
    check('stock_transfers_written_off', sql`${table.writtenOff} between 0 and ${table.returned}`),
    check(
      'stock_transfers_received',
      sql`num_nulls(${table.lastReceivedAt}, ${table.lastReceivedBy}) in (0, 2)`,
    ),
  ],
)

explainConstraint('stock_transfers_elsewhere', () =>
  badInput('toLocationId', 'It is there already: choose another location.'),
)
explainConstraint('stock_transfers_within_sent', () =>
  conflict('Not that much of it is in transit.', { field: 'quantity' }),
)

export type StockTransferRow = typeof stockTransfers.$inferSelect
