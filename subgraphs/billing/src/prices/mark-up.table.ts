import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant } from '@vetgraph/kit/database/tables'
import { badInput } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, char, check, date, index, integer, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/**
 * How a location prices what it dispenses and has no price for, from a day on: the cost of the lots and a share of it,
 * with a fee, and at least a minimum, before tax. Rows never change (S1).
 */
export const markUps = billingSchema.table(
  'mark_ups',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    /** The share of the cost that is added, in basis points; null from when on nothing is priced by its cost. */
    rate: integer('rate'),
    /** For each time that something is dispensed, in minor units. */
    fee: bigint('fee', { mode: 'number' }).notNull(),
    /** The least that it costs, with the fee. */
    minimum: bigint('minimum', { mode: 'number' }).notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    effectiveFrom: date('effective_from').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('mark_ups_in_force').on(table.locationId, table.effectiveFrom, table.id),
    check('mark_ups_rate', sql`${table.rate} between 0 and 100000`),
    check('mark_ups_not_negative', sql`${table.fee} >= 0 and ${table.minimum} >= 0`),
  ],
)

export type MarkUpRow = typeof markUps.$inferSelect

explainConstraint('mark_ups_rate', () => badInput('rate', 'A mark-up is 0 to 1000 %.'))
