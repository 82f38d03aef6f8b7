import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryItems } from './inventory-item.table.ts'

/**
 * The sum of the movements, kept by a trigger on them; the role itself may only read it. Medication
 * never goes below zero; supplies may, for care must not stop, and then wait to be counted (I4).
 */
export const stockLevels = inventorySchema.table(
  'stock_levels',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
    locationId: uuid('location_id').notNull(),
    onHand: bigint('on_hand', { mode: 'number' }).notNull(),
    mayGoNegative: boolean('may_go_negative').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.itemId, table.locationId] }),
    check('stock_levels_not_negative', sql`${table.mayGoNegative} or ${table.onHand} >= 0`),
  ],
)

export type StockLevelRow = typeof stockLevels.$inferSelect

explainConstraint('stock_levels_not_negative', () =>
  conflict('There is not that much in stock. Count the shelf and correct the stock first.', {
    field: 'quantity',
  }),
)
