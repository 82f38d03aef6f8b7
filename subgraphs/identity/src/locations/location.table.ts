import { type LocationPolicies, policyLimits, usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'

/** One span of an ordinary week, in the location's own wall clock; 1 = Monday … 7 = Sunday. */
export interface WeeklyHours {
  weekday: number
  opens: string
  closes: string
}

export const locations = identitySchema.table(
  'locations',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull().unique('locations_name_once'),
    timeZone: text('time_zone').notNull(),
    currency: text('currency').notNull(),
    address: text('address').notNull(),
    phone: text('phone'),
    email: text('email'),
    openingHours: jsonb('opening_hours').$type<WeeklyHours[]>().notNull(),
    taxRate: integer('tax_rate').notNull(),
    vatNumber: text('vat_number'),
    /** To which owners pay, as it stands on invoices. */
    bankAccount: text('bank_account'),
    lateCancellationHours: integer('late_cancellation_hours')
      .notNull()
      .default(usualPolicies.lateCancellationHours),
    bookingMonthsAhead: integer('booking_months_ahead').notNull().default(usualPolicies.bookingMonthsAhead),
    estimateValidDays: integer('estimate_valid_days').notNull().default(usualPolicies.estimateValidDays),
    active: boolean('active').notNull().default(true),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('locations_currency_is_iso_4217', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check('locations_tax_rate_is_basis_points', sql`${table.taxRate} between 0 and 10000`),
    check(
      'locations_policies',
      sql.raw(
        Object.entries(policyLimits)
          .map(
            ([policy, [least, most]]) =>
              `${table[policy as keyof LocationPolicies].name} between ${least} and ${most}`,
          )
          .join(' and '),
      ),
    ),
    check('locations_opening_hours_is_list', sql`jsonb_typeof(${table.openingHours}) = 'array'`),
  ],
)

explainConstraint('locations_name_once', () => conflict('Another location has this name.', { field: 'name' }))

export type LocationRow = typeof locations.$inferSelect
