import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'

export enum InventoryCategory {
  MEDICATION = 'MEDICATION',
  EQUIPMENT = 'EQUIPMENT',
  SUPPLIES = 'SUPPLIES',
}

export const inventoryCategory = inventorySchema.enum('inventory_category', InventoryCategory)

export const inventoryItems = inventorySchema.table(
  'inventory_items',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    sku: text('sku').notNull().unique('inventory_items_sku_once'),
    category: inventoryCategory('category').notNull(),
    /** Kept in the controlled-drug register. */
    controlled: boolean('controlled').notNull(),
    unit: text('unit').notNull(),
    /** Thousandths of the unit. */
    reorderLevel: bigint('reorder_level', { mode: 'number' }).notNull(),
    active: boolean('active').notNull(),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('inventory_items_by_name').on(table.name, table.id),
    check('inventory_items_reorder_level', sql`${table.reorderLevel} >= 0`),
  ],
)

export type InventoryItemRow = typeof inventoryItems.$inferSelect
