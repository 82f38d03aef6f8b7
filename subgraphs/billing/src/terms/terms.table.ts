import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, integer, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** How invoices of a location are to be paid; invoices keep the day that followed from it when they were finalised. */
export const paymentTerms = billingSchema.table(
  'payment_terms',
  {
    locationId: uuid('location_id').primaryKey(),
    days: integer('days').notNull(),
    /** Whether overdue invoices are reminded of without anybody asking for it (B11). */
    automaticReminders: boolean('automatic_reminders').notNull().default(false),
    /** Days overdue after which an owner's ordinary visits are stopped; null when nothing stops them (B11). */
    creditStopDays: integer('credit_stop_days'),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check(
      'payment_terms_days',
      sql`${table.days} between 0 and 365 and ${table.creditStopDays} between 0 and 365`,
    ),
  ],
)

export type PaymentTermsRow = typeof paymentTerms.$inferSelect
