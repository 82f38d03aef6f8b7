import { instant } from '@vetgraph/kit/tables'
import { sql } from 'drizzle-orm'
import { bigint, char, check, date, unique, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** What a service costs at a location, net, from a day on until the next price begins. Rows never change (S1). */
export const prices = billingSchema.table(
  'prices',
  {
    id: uuid('id').primaryKey(),
    appointmentTypeId: uuid('appointment_type_id').notNull(),
    locationId: uuid('location_id').notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    currency: char('currency', { length: 3 }).notNull(),
    effectiveFrom: date('effective_from').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    unique('prices_one_per_day').on(table.appointmentTypeId, table.locationId, table.effectiveFrom),
    check('prices_not_negative', sql`${table.amount} >= 0`),
  ],
)

export type PriceRow = typeof prices.$inferSelect
