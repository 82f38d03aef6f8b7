import { explainConstraint } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, check, index, text, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'

/** Every change of stock, ever. Append-only by missing rights: a mistake is corrected by another row (I1). */
export const stockMovements = inventorySchema.table(
  'stock_movements',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
    locationId: uuid('location_id').notNull(),
    /** Thousandths of the unit, signed. */
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    reason: text('reason').notNull(),
    actorId: uuid('actor_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    index('stock_movements_item').on(table.itemId, table.locationId, table.at),
    check('stock_movements_something', sql`${table.quantity} <> 0`),
  ],
)

explainConstraint('stock_movements_item_in_use', () =>
  badInput('itemId', 'This item is not in use any more.'),
)
