import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { bigint, boolean, char, check, date, index, integer, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'
import { services, taxClass } from './service.table.ts'

/**
 * What an entry costs at a location from a day on, until the next price begins; of two that begin on one day the
 * later one counts. Rows never change (S1).
 */
export const prices = billingSchema.table(
  'prices',
  {
    id: uuid('id').primaryKey(),
    serviceId: uuid('service_id')
      .notNull()
      .references(() => services.id),
    locationId: uuid('location_id').notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    taxIncluded: boolean('tax_included').notNull(),
    effectiveFrom: date('effective_from').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('prices_in_force').on(table.serviceId, table.locationId, table.effectiveFrom, table.id),
    index('prices_location').on(table.locationId),
    check('prices_not_negative', sql`${table.amount} >= 0`),
  ],
)

/** The rate of a tax class at a location from a day on, in basis points. Rows never change (B5). */
export const taxRates = billingSchema.table(
  'tax_rates',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    taxClass: taxClass('tax_class').notNull(),
    rate: integer('rate').notNull(),
    effectiveFrom: date('effective_from').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('tax_rates_in_force').on(table.locationId, table.taxClass, table.effectiveFrom, table.id),
    check('tax_rates_of_rated_classes', sql`${table.taxClass} in ('STANDARD', 'REDUCED')`),
    check('tax_rates_in_range', sql`${table.rate} between 0 and 10000`),
  ],
)

export type PriceRow = typeof prices.$inferSelect
export type TaxRateRow = typeof taxRates.$inferSelect
