import { explainConstraint } from '@vetgraph/kit/database/db'
import { refVersion } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, text, uuid } from 'drizzle-orm/pg-core'
import { inventorySchema } from '../database.ts'

/** Where stock can be kept. Identity owns it. */
export const locationRefs = inventorySchema.table('location_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  active: boolean('active').notNull(),
  version: refVersion(),
})

export type LocationRef = typeof locationRefs.$inferSelect

/**
 * How much a prescription authorises, which its owner never lowers, and how much of it was dispensed: that is counted
 * by a trigger on the dispensings and can never pass what is authorised (MR6). Clinical owns prescriptions.
 */
export const prescriptionRefs = inventorySchema.table(
  'prescription_refs',
  {
    id: uuid('id').primaryKey(),
    /** Thousandths of the prescription’s unit. */
    authorised: bigint('authorised', { mode: 'number' }).notNull(),
    dispensed: bigint('dispensed', { mode: 'number' }).notNull(),
    version: refVersion(),
  },
  (table) => [
    check(
      'prescription_refs_within_authorised',
      sql`${table.dispensed} >= 0 and ${table.dispensed} <= ${table.authorised}`,
    ),
  ],
)

explainConstraint('prescription_refs_within_authorised', () =>
  conflict('The prescription does not allow that much any more.', { field: 'quantity' }),
)

export type PrescriptionRef = typeof prescriptionRefs.$inferSelect
