import { explainConstraint } from '@vetgraph/kit/database/db'
import { saves } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, boolean, char, check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'

/** Whom the hospital orders from. */
export const suppliers = inventorySchema.table(
  'suppliers',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    /** Lines of a letter, without the name. */
    address: text('address'),
    /** The number under which the supplier knows the hospital. */
    customerNumber: text('customer_number'),
    /** In which it invoices; fixed, because prices and orders are in it. */
    currency: char('currency', { length: 3 }).notNull(),
    /** Days from an order to its delivery, where an entry of the catalogue says nothing else. */
    leadDays: integer('lead_days').notNull(),
    active: boolean('active').notNull().default(true),
    ...saves(),
  },
  (table) => [
    uniqueIndex('suppliers_name_once')
      .on(sql`lower(${table.name})`)
      .where(sql`active`),
    index('suppliers_by_name').on(table.name, table.id),
    check('suppliers_lead_days', sql`${table.leadDays} between 0 and 365`),
  ],
)

/** An item as a supplier sells it: an entry of its catalogue. */
export const supplierItems = inventorySchema.table(
  'supplier_items',
  {
    id: uuid('id').primaryKey(),
    supplierId: uuid('supplier_id')
      .notNull()
      .references(() => suppliers.id),
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
    articleNumber: text('article_number').notNull(),
    /** What a pack contains, in thousandths of the item's unit. */
    packSize: bigint('pack_size', { mode: 'number' }).notNull(),
    /** Of a pack without tax, in minor units of the supplier's currency. */
    price: bigint('price', { mode: 'number' }).notNull(),
    /** Null where the supplier's lead time holds. */
    leadDays: integer('lead_days'),
    preferred: boolean('preferred').notNull(),
    active: boolean('active').notNull().default(true),
    ...saves(),
  },
  (table) => [
    uniqueIndex('supplier_items_article_once')
      .on(table.supplierId, sql`lower(${table.articleNumber})`)
      .where(sql`active`),
    uniqueIndex('supplier_items_preferred_once')
      .on(table.itemId)
      .where(sql`active and preferred`),
    index('supplier_items_catalogue').on(table.supplierId, table.articleNumber, table.id),
    index('supplier_items_of_item').on(table.itemId),
    check('supplier_items_pack_size', sql`${table.packSize} > 0`),
    check('supplier_items_price', sql`${table.price} >= 0`),
    check('supplier_items_lead_days', sql`${table.leadDays} between 0 and 365`),
  ],
)

explainConstraint('suppliers_name_once', () => conflict('Another supplier has this name.', { field: 'name' }))
explainConstraint('supplier_items_article_once', () =>
  conflict('Another entry of this supplier has this article number.', { field: 'articleNumber' }),
)
explainConstraint('supplier_items_preferred_once', () =>
  conflict('Another entry was preferred for this item just now. Try again.', { field: 'preferred' }),
)

export type SupplierRow = typeof suppliers.$inferSelect
export type SupplierItemRow = typeof supplierItems.$inferSelect
