import { explainConstraint } from '@vetgraph/kit/database/db'
import { saves } from '@vetgraph/kit/database/tables'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'

export enum InventoryCategory {
  MEDICATION = 'MEDICATION',
  EQUIPMENT = 'EQUIPMENT',
  SUPPLIES = 'SUPPLIES',
}

export enum MedicineForm {
  TABLET = 'TABLET',
  CHEWABLE = 'CHEWABLE',
  CAPSULE = 'CAPSULE',
  ORAL_LIQUID = 'ORAL_LIQUID',
  INJECTION = 'INJECTION',
  INFUSION = 'INFUSION',
  INHALATION = 'INHALATION',
  DROPS = 'DROPS',
  OINTMENT = 'OINTMENT',
  SPOT_ON = 'SPOT_ON',
  POWDER = 'POWDER',
  OTHER = 'OTHER',
}

/** An active substance of a medicine, with its strength as the label says it: `50 mg`, `10 mg/ml`. */
export interface ItemSubstance {
  substanceId: string
  strength: string
}

export const inventoryCategory = inventorySchema.enum('inventory_category', InventoryCategory)

export const medicineForm = inventorySchema.enum('medicine_form', MedicineForm)

export const inventoryItems = inventorySchema.table(
  'inventory_items',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    sku: text('sku').notNull().unique('inventory_items_sku_once'),
    category: inventoryCategory('category').notNull(),
    /** Kept in the controlled-drug register. */
    controlled: boolean('controlled').notNull(),
    /** Of a controlled item, by the law of the country: `Schedule 2`, `C-II`. */
    schedule: text('schedule'),
    /** The smallest unit that is dispensed; all stock is counted in it, so that conversions are exact (I6). */
    unit: text('unit').notNull(),
    stockUnit: text('stock_unit'),
    /** Thousandths of the unit. */
    unitsPerStockUnit: bigint('units_per_stock_unit', { mode: 'number' }),
    buyingUnit: text('buying_unit'),
    /** Thousandths of the unit. */
    unitsPerBuyingUnit: bigint('units_per_buying_unit', { mode: 'number' }),
    form: medicineForm('form'),
    substances: jsonb('substances').$type<readonly ItemSubstance[]>().notNull().default([]),
    /** GTINs of 14 digits; a trigger keeps `item_barcodes` equal to them. */
    barcodes: text('barcodes').array().notNull().default([]),
    /** Thousandths of the unit. */
    reorderLevel: bigint('reorder_level', { mode: 'number' }).notNull(),
    active: boolean('active').notNull(),
    ...saves(),
  },
  (table) => [
    index('inventory_items_by_name').on(table.name, table.id),
    index('inventory_items_by_substance').using('gin', table.substances),
    check('inventory_items_reorder_level', sql`${table.reorderLevel} >= 0`),
    check(
      'inventory_items_stock_unit',
      sql`num_nulls(${table.stockUnit}, ${table.unitsPerStockUnit}) in (0, 2) and ${table.unitsPerStockUnit} > 0`,
    ),
    check(
      'inventory_items_buying_unit',
      sql`num_nulls(${table.buyingUnit}, ${table.unitsPerBuyingUnit}) in (0, 2) and ${table.unitsPerBuyingUnit} > 0`,
    ),
    check('inventory_items_schedule', sql`${table.controlled} or ${table.schedule} is null`),
    check(
      'inventory_items_medicine',
      sql`${table.category} = 'MEDICATION' or (${table.form} is null and ${table.substances} = '[]')`,
    ),
  ],
)

/** Which item a barcode belongs to; filled by a trigger on the items. */
export const itemBarcodes = inventorySchema.table(
  'item_barcodes',
  {
    gtin: text('gtin').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
  },
  (table) => [index('item_barcodes_item').on(table.itemId)],
)

explainConstraint('inventory_items_sku_once', () => conflict('Another item has this SKU.', { field: 'sku' }))
explainConstraint('item_barcodes_pkey', () =>
  conflict('Another item has this barcode.', { field: 'barcodes' }),
)
explainConstraint('item_barcodes_check_digit', () =>
  badInput('barcodes', 'The check digit of a barcode is wrong.'),
)
explainConstraint('inventory_items_unit_fixed', () =>
  conflict('Stock has been counted in this unit: retire the item and add one with the new unit.', {
    field: 'unit',
  }),
)
explainConstraint('inventory_items_register_fixed', () =>
  conflict('There is stock of this item, which a register does or would count: write it off first.', {
    field: 'controlled',
  }),
)
explainConstraint('inventory_items_empty_when_retired', () =>
  conflict('There is stock of this item: write off or return it first.', { field: 'id' }),
)

export type InventoryItemRow = typeof inventoryItems.$inferSelect
