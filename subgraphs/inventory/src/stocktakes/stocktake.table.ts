import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant, saves } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, boolean, char, check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryCategory, inventoryItems } from '../inventory-items/inventory-item.table.ts'

export enum StocktakeStatus {
  COUNTING = 'COUNTING',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  CANCELLED = 'CANCELLED',
}

export const stocktakeStatus = inventorySchema.enum('stocktake_status', StocktakeStatus)

/**
 * A sheet on which a location is counted. No two open ones count the same items (an exclusion constraint), and what
 * has been approved or cancelled stays so (a trigger).
 */
export const stocktakes = inventorySchema.table(
  'stocktakes',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    /** Null for the items of all categories. */
    category: inventoryCategory('category'),
    currency: char('currency', { length: 3 }).notNull(),
    startedBy: uuid('started_by').notNull(),
    submittedAt: instant('submitted_at'),
    submittedBy: uuid('submitted_by'),
    approvedAt: instant('approved_at'),
    approvedBy: uuid('approved_by'),
    cancelledAt: instant('cancelled_at'),
    cancelReason: text('cancel_reason'),
    status: stocktakeStatus('status')
      .notNull()
      .generatedAlwaysAs(
        sql`case when cancelled_at is not null then 'CANCELLED'::inventory.stocktake_status when approved_at is not null then 'APPROVED' when submitted_at is not null then 'SUBMITTED' else 'COUNTING' end`,
      ),
    ...saves(),
  },
  (table) => [
    index('stocktakes_by_time').on(table.locationId, table.createdAt, table.id),
    check('stocktakes_submitted', sql`num_nulls(${table.submittedAt}, ${table.submittedBy}) in (0, 2)`),
    check('stocktakes_approved', sql`num_nulls(${table.approvedAt}, ${table.approvedBy}) in (0, 2)`),
    check('stocktakes_cancelled', sql`num_nulls(${table.cancelledAt}, ${table.cancelReason}) in (0, 2)`),
    check('stocktakes_in_order', sql`${table.approvedAt} is null or ${table.submittedAt} is not null`),
    check('stocktakes_ended_once', sql`num_nulls(${table.approvedAt}, ${table.cancelledAt}) > 0`),
  ],
)

/**
 * What is counted together: all of an item at the location with one lot number and expiry. What the stock was when it
 * was counted is written by a trigger, so that trade goes on meanwhile (I11).
 */
export const stocktakeLines = inventorySchema.table(
  'stocktake_lines',
  {
    id: uuid('id').primaryKey(),
    stocktakeId: uuid('stocktake_id')
      .notNull()
      .references(() => stocktakes.id),
    /** In the order of the sheet; what was found has the place of its item. */
    position: integer('position').notNull(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
    lotNumber: text('lot_number'),
    expiresOn: date('expires_on'),
    /** It was not on the sheet and was found on the shelf. */
    found: boolean('found').notNull(),
    /** Thousandths of the unit, as the two that follow. */
    counted: bigint('counted', { mode: 'number' }),
    /** The stock at the moment of the count; written by a trigger alone. */
    expected: bigint('expected', { mode: 'number' }),
    variance: bigint('variance', { mode: 'number' }).generatedAlwaysAs(sql`counted - expected`),
    countedBy: uuid('counted_by'),
    countedAt: instant('counted_at'),
    note: text('note'),
    /** Why it differs, once that is approved. */
    reason: text('reason'),
    /** What the approved variance cost, in minor units; null when a cost is unknown. */
    value: bigint('value', { mode: 'number' }),
    ...saves(),
  },
  (table) => [
    unique('stocktake_lines_once')
      .on(table.stocktakeId, table.itemId, table.lotNumber, table.expiresOn)
      .nullsNotDistinct(),
    index('stocktake_lines_in_order').on(table.stocktakeId, table.position, table.id),
    check('stocktake_lines_counted', sql`${table.counted} >= 0`),
    check(
      'stocktake_lines_count_whole',
      sql`num_nulls(${table.counted}, ${table.expected}, ${table.countedBy}, ${table.countedAt}) in (0, 4)`,
    ),
  ],
)

explainConstraint('stocktakes_no_overlap', () =>
  conflict('These items are being counted already: finish or cancel that stocktake first.', {
    field: 'category',
  }),
)
explainConstraint('stocktakes_ended', () =>
  conflict('This stocktake is approved or cancelled and stays as it is.', { field: 'id' }),
)
explainConstraint('stocktakes_counting', () =>
  conflict('The counts were handed in: nothing is counted on this sheet now.', { field: 'id' }),
)
explainConstraint('stocktakes_second_person', () =>
  conflict('Somebody who did not count the controlled drugs that differ has to approve them.', {
    field: 'id',
  }),
)

export type StocktakeRow = typeof stocktakes.$inferSelect
export type StocktakeLineRow = typeof stocktakeLines.$inferSelect
