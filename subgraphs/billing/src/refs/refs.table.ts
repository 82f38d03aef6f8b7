import { usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import { refVersion } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, char, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { billingSchema } from '../database.ts'

/** What billing must know of a location: its day, its currency and its tax. Identity owns it. */
export const locationRefs = billingSchema.table('location_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  currency: char('currency', { length: 3 }).notNull(),
  taxRate: integer('tax_rate').notNull(),
  estimateValidDays: integer('estimate_valid_days').notNull().default(usualPolicies.estimateValidDays),
  active: boolean('active').notNull(),
  version: refVersion(),
})

/** Who can be billed. Clinical owns it. */
export const ownerRefs = billingSchema.table('owner_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  active: boolean('active').notNull(),
  version: refVersion(),
})

/** The latest known state of an appointment; `version` orders events that arrive out of order. Owned by scheduling. */
export const appointmentRefs = billingSchema.table(
  'appointment_refs',
  {
    id: uuid('id').primaryKey(),
    version: integer('version').notNull(),
    ownerId: uuid('owner_id').notNull(),
    petId: uuid('pet_id').notNull(),
    /** Null for visits from before billing kept it. */
    vetId: uuid('vet_id'),
    locationId: uuid('location_id').notNull(),
    /** The household visit of which it is a part: all of it goes on one invoice (AP6). */
    householdVisitId: uuid('household_visit_id'),
    completed: boolean('completed').notNull(),
  },
  (table) => [
    index('appointment_refs_owner').on(table.ownerId),
    index('appointment_refs_household_visit')
      .on(table.householdVisitId)
      .where(sql`household_visit_id is not null`),
  ],
)

export type LocationRef = typeof locationRefs.$inferSelect
