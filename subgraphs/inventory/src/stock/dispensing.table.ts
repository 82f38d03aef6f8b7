import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, check, index, text, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'
import { prescriptionRefs } from '../refs/refs.table.ts'

/**
 * What was handed out of a prescription from stock, and what was brought back of it, as negative quantities.
 * Append-only by missing rights; its lots stand in its movements.
 */
export const dispensings = inventorySchema.table(
  'dispensings',
  {
    id: uuid('id').primaryKey(),
    prescriptionId: uuid('prescription_id')
      .notNull()
      .references(() => prescriptionRefs.id),
    petId: uuid('pet_id').notNull(),
    /** Whose pet it was at that time: who took it home. */
    ownerId: uuid('owner_id').notNull(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
    locationId: uuid('location_id').notNull(),
    /** Thousandths of the prescription’s unit. */
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    /** Thousandths of the item’s unit. */
    stockQuantity: bigint('stock_quantity', { mode: 'number' }).notNull(),
    /** The dispensing of which this was brought back; null for what was handed out. */
    returnOf: uuid('return_of'),
    /** Why another lot was taken than the one that expires first, or why it was brought back. */
    reason: text('reason'),
    dispensedAt: instant('dispensed_at').notNull(),
    dispensedBy: uuid('dispensed_by').notNull(),
  },
  (table) => [
    check(
      'dispensings_direction',
      sql`case when ${table.returnOf} is null then ${table.quantity} > 0 and ${table.stockQuantity} > 0 else ${table.quantity} <= 0 and ${table.stockQuantity} < 0 end`,
    ),
    index('dispensings_of_prescription').on(table.prescriptionId, table.dispensedAt, table.id),
    index('dispensings_returns')
      .on(table.returnOf)
      .where(sql`return_of is not null`),
  ],
)

explainConstraint('stock_movements_within_dispensed', () =>
  conflict('Not that much of this lot was dispensed and is still with the owner.', { field: 'quantity' }),
)

export type DispensingRow = typeof dispensings.$inferSelect
