import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'
import { inventoryItems } from '../inventory-items/inventory-item.table.ts'

/**
 * What arrived together at a location. Without number, expiry and cost it is the stock of which nothing is known:
 * one lot for each item and location. `onHand` is the sum of its movements, kept by a trigger alone (I1).
 */
export const lots = inventorySchema.table(
  'lots',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => inventoryItems.id),
    locationId: uuid('location_id').notNull(),
    number: text('number'),
    /** The last day on which it may be used; null when nobody knows (I5). */
    expiresOn: date('expires_on'),
    /** Thousandths of the unit. */
    received: bigint('received', { mode: 'number' }).notNull(),
    /** What all that was received cost, in minor units; null when unknown. */
    cost: bigint('cost', { mode: 'number' }),
    currency: text('currency'),
    receivedAt: instant('received_at').notNull(),
    onHand: bigint('on_hand', { mode: 'number' }).notNull().default(0),
    mayGoNegative: boolean('may_go_negative').notNull().default(false),
    /** The order in which lots are used: what expires first, first; what nobody knows, last. */
    sortExpiry: date('sort_expiry')
      .notNull()
      .generatedAlwaysAs(sql`coalesce(expires_on, '9999-12-31'::date)`),
  },
  (table) => [
    uniqueIndex('lots_unknown_once')
      .on(table.itemId, table.locationId)
      .where(sql`number is null and expires_on is null and cost is null`),
    index('lots_of_item').on(table.itemId, table.sortExpiry, table.id),
    index('lots_by_expiry')
      .on(table.locationId, table.sortExpiry, table.id)
      .where(sql`on_hand > 0`),
    check('lots_not_negative', sql`${table.mayGoNegative} or ${table.onHand} >= 0`),
    check('lots_received', sql`${table.received} >= 0`),
    check(
      'lots_cost',
      sql`num_nulls(${table.cost}, ${table.currency}) in (0, 2) and (${table.cost} is null or (${table.cost} >= 0 and ${table.received} > 0))`,
    ),
  ],
)

explainConstraint('lots_not_negative', () =>
  conflict('There is not that much of this lot. Count the shelf and correct the stock first.', {
    field: 'quantity',
  }),
)

export type LotRow = typeof lots.$inferSelect
