import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, integer, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** How many days owners have to pay an invoice of a location; invoices keep the day that follows from it. */
export const paymentTerms = billingSchema.table(
  'payment_terms',
  {
    locationId: uuid('location_id').primaryKey(),
    days: integer('days').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [check('payment_terms_days', sql`${table.days} between 0 and 365`)],
)
