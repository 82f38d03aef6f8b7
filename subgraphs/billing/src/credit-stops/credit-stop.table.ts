import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** Owners whose ordinary visits were stopped because of debts, now or before; the audit log has the history (B11). */
export const creditStops = billingSchema.table(
  'credit_stops',
  {
    /** The owner. */
    id: uuid('id').primaryKey(),
    stopped: boolean('stopped').notNull(),
    reason: text('reason').notNull(),
    /** Set by the terms of a location, which take it back as well. */
    automatic: boolean('automatic').notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
    /** Released by hand on this day: invoices that were too late by then stop the owner no more. */
    releasedOn: date('released_on'),
    version: integer('version').notNull(),
  },
  (table) => [
    index('credit_stops_automatic')
      .on(table.id)
      .where(sql`stopped and automatic`),
    check('credit_stops_have_a_reason', sql`${table.reason} <> ''`),
  ],
)

export type CreditStopRow = typeof creditStops.$inferSelect
