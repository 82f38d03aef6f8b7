import { instant, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, date, index, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { appointmentTypes } from '../appointment-types/appointment-type.table.ts'
import { appointments } from '../appointments/appointment.table.ts'
import { schedulingSchema } from '../database.ts'

export enum WaitlistStatus {
  WAITING = 'WAITING',
  BOOKED = 'BOOKED',
  REMOVED = 'REMOVED',
}

export const waitlistStatus = schedulingSchema.enum('waitlist_status', WaitlistStatus)

/** Who waits for an earlier or a better time (AP13). */
export const waitlistEntries = schedulingSchema.table(
  'waitlist_entries',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    petId: uuid('pet_id').notNull(),
    typeId: uuid('type_id')
      .notNull()
      .references(() => appointmentTypes.id),
    /** Null for any vet. */
    vetId: uuid('vet_id'),
    firstDay: date('first_day').notNull(),
    lastDay: date('last_day').notNull(),
    /** ISO weekdays, 1 for Monday; none for any. */
    weekdays: jsonb('weekdays').$type<readonly number[]>().notNull(),
    /** Local times between which the visit lies; null for any. */
    earliest: text('earliest'),
    latest: text('latest'),
    note: text('note'),
    status: waitlistStatus('status').notNull(),
    ...saves(),
  },
  (table) => [
    check('waitlist_entries_days', sql`${table.firstDay} <= ${table.lastDay}`),
    check('waitlist_entries_times', sql`${table.earliest} < ${table.latest}`),
    index('waitlist_entries_waiting')
      .on(table.locationId, table.createdAt, table.id)
      .where(sql`${table.status} = 'WAITING'`),
  ],
)

/** Times offered to who waits. Only the hash of the secret is kept; the time stays free until one accepts. */
export const slotOffers = schedulingSchema.table(
  'slot_offers',
  {
    id: uuid('id').primaryKey(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => waitlistEntries.id),
    /** To whom it was offered: the link of a former owner opens nothing (P5). */
    ownerId: uuid('owner_id').notNull(),
    vetId: uuid('vet_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    hash: text('hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
    appointmentId: uuid('appointment_id').references(() => appointments.id),
    ...saves(),
  },
  (table) => [
    unique('slot_offers_hash_once').on(table.hash),
    index('slot_offers_entry').on(table.entryId, table.createdAt),
  ],
)

export type WaitlistEntryRow = typeof waitlistEntries.$inferSelect
export type SlotOfferRow = typeof slotOffers.$inferSelect
