import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant } from '@vetgraph/kit/database/tables'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, check, index, text, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { dispensings } from './dispensing.table.ts'
import { lots } from './lot.table.ts'
import { stockTransfers } from './stock-transfer.table.ts'
import { witnessings, witnessMissing } from './witnessing.table.ts'

export enum MovementKind {
  RECEIPT = 'RECEIPT',
  DISPENSE = 'DISPENSE',
  USE = 'USE',
  WASTAGE = 'WASTAGE',
  COUNT = 'COUNT',
  RETURN = 'RETURN',
  WRITE_OFF = 'WRITE_OFF',
  TRANSFER_OUT = 'TRANSFER_OUT',
  TRANSFER_IN = 'TRANSFER_IN',
}

export const movementKind = inventorySchema.enum('movement_kind', MovementKind)

/** Every change of stock, ever. Append-only by missing rights: a mistake is corrected by another row (I1). */
export const stockMovements = inventorySchema.table(
  'stock_movements',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
    locationId: uuid('location_id').notNull(),
    lotId: uuid('lot_id')
      .notNull()
      .references(() => lots.id),
    kind: movementKind('kind').notNull(),
    /** Thousandths of the unit, signed. */
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    reason: text('reason').notNull(),
    actorId: uuid('actor_id').notNull(),
    at: instant('at').notNull(),
    /** What was handed out by it, brought back or then written off; null for all else. */
    dispensingId: uuid('dispensing_id').references(() => dispensings.id),
    /** The transfer to another location by which it left, arrived, came back or was then written off. */
    transferId: uuid('transfer_id').references(() => stockTransfers.id),
    /** Who witnessed what was done with a controlled item. */
    witnessingId: uuid('witnessing_id').references(() => witnessings.id),
    /** The line of the controlled-drug register that it corrects; the line that a trigger writes has the reference. */
    correctsId: uuid('corrects_id'),
  },
  (table) => [
    index('stock_movements_item').on(table.itemId, table.locationId, table.at),
    index('stock_movements_by_time').on(table.itemId, table.at, table.id),
    index('stock_movements_lot').on(table.lotId, table.at),
    index('stock_movements_dispensing')
      .on(table.dispensingId)
      .where(sql`dispensing_id is not null`),
    index('stock_movements_transfer')
      .on(table.at, table.transferId)
      .where(sql`transfer_id is not null`),
    check('stock_movements_something', sql`${table.quantity} <> 0`),
    check(
      'stock_movements_direction',
      // By its text: a new value of an enum is not yet one in the migration that adds it.
      sql`case ${table.kind}::text when 'RECEIPT' then ${table.quantity} > 0 when 'TRANSFER_IN' then ${table.quantity} > 0 when 'COUNT' then true when 'RETURN' then true else ${table.quantity} < 0 end`,
    ),
  ],
)

explainConstraint('stock_movements_item_in_use', () =>
  badInput('itemId', 'This item is not in use any more.'),
)
explainConstraint('stock_movements_direction', () =>
  badInput('quantity', 'What is used, wasted or written off goes out.'),
)
explainConstraint('stock_movements_not_expired', () =>
  conflict('This lot has expired: it can be counted, returned or written off only.', { field: 'lotId' }),
)

explainConstraint('stock_movements_witnessed', () => witnessMissing())

export type StockMovementRow = typeof stockMovements.$inferSelect
