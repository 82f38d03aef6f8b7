import { usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import { refVersion } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { schedulingSchema } from '../database.ts'

/** What booking must know of a location: its zone and hours. Identity owns it. */
export const locationRefs = schedulingSchema.table('location_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  openingHours: jsonb('opening_hours')
    .$type<ReadonlyArray<{ weekday: number; opens: string; closes: string }>>()
    .notNull(),
  lateCancellationHours: integer('late_cancellation_hours')
    .notNull()
    .default(usualPolicies.lateCancellationHours),
  bookingMonthsAhead: integer('booking_months_ahead').notNull().default(usualPolicies.bookingMonthsAhead),
  active: boolean('active').notNull(),
  version: refVersion(),
})

/** What booking must know of a colleague. Identity owns it. */
export const userRefs = schedulingSchema.table('user_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  isVet: boolean('is_vet').notNull(),
  active: boolean('active').notNull(),
  version: refVersion(),
})

/** What booking must know of a patient: whose it is and whether it can be booked. Clinical owns it. */
export const petRefs = schedulingSchema.table(
  'pet_refs',
  {
    id: uuid('id').primaryKey(),
    ownerId: uuid('owner_id').notNull(),
    coOwnerIds: uuid('co_owner_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    name: text('name').notNull(),
    speciesId: text('species_id').notNull(),
    active: boolean('active').notNull(),
    version: refVersion(),
  },
  (table) => [
    index('pet_refs_owner').on(table.ownerId),
    index('pet_refs_co_owners')
      .using('gin', table.coOwnerIds)
      .where(sql`co_owner_ids <> '{}'`),
  ],
)

/** Owners whose ordinary visits were stopped because of debts, now or before. Billing owns it. */
export const creditRefs = schedulingSchema.table('credit_refs', {
  /** The owner. */
  id: uuid('id').primaryKey(),
  stopped: boolean('stopped').notNull(),
  reason: text('reason').notNull(),
  version: refVersion(),
})

export type LocationRef = typeof locationRefs.$inferSelect
export type UserRef = typeof userRefs.$inferSelect
export type PetRef = typeof petRefs.$inferSelect
