import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { appointmentTypes, maxMinutes } from '../appointment-types/appointment-type.table.ts'
import { schedulingSchema } from '../database.ts'
import { rooms } from '../rooms/room.table.ts'

/**
 * Times that are held while somebody decides (P3). A hold takes vet and room as a visit does, with preparation and
 * cleaning; constraints and triggers of the migration `slot_hold_rules` keep holds and visits apart. One that is used,
 * released or over is deleted.
 */
export const slotHolds = schedulingSchema.table(
  'slot_holds',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    petId: uuid('pet_id').notNull(),
    typeId: uuid('type_id')
      .notNull()
      .references(() => appointmentTypes.id),
    vetId: uuid('vet_id').notNull(),
    roomId: uuid('room_id').references(() => rooms.id),
    /** Kept apart from visits by the lock of the location’s equipment, which bookings and holds take. */
    equipmentIds: uuid('equipment_ids').array().notNull().default([]),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    bufferBeforeMinutes: integer('buffer_before_minutes').notNull(),
    bufferAfterMinutes: integer('buffer_after_minutes').notNull(),
    heldBy: uuid('held_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    check('slot_holds_end_after_start', sql`${table.endsAt} > ${table.startsAt}`),
    check(
      'slot_holds_have_max_length',
      sql`${table.endsAt} <= ${table.startsAt} + interval '${sql.raw(String(maxMinutes))} minutes'`,
    ),
    check('slot_holds_end', sql`${table.expiresAt} > ${table.createdAt}`),
    uniqueIndex('slot_holds_one_each').on(table.heldBy),
    index('slot_holds_start').on(table.startsAt),
    index('slot_holds_expiry').on(table.expiresAt),
  ],
)

const vetHeld = () =>
  conflict('This time is being held for somebody else.', { field: 'startsAt', taken: 'VET' })
const roomHeld = () =>
  conflict('This room is being held for somebody else.', { field: 'roomId', taken: 'ROOM' })

explainConstraint('slot_holds_no_vet_overlap', vetHeld)
explainConstraint('slot_holds_no_room_overlap', roomHeld)
explainConstraint('appointments_vet_not_held', vetHeld)
explainConstraint('appointments_room_not_held', roomHeld)
explainConstraint('slot_holds_vet_free', () =>
  conflict('This vet already has a visit at that time.', { field: 'startsAt', taken: 'VET' }),
)
explainConstraint('slot_holds_room_free', () =>
  conflict('This room is already taken at that time.', { field: 'roomId', taken: 'ROOM' }),
)
explainConstraint('slot_holds_one_each', () =>
  conflict('You are holding another time at this moment.', { field: 'startsAt', rule: 'one_hold_each' }),
)

export type SlotHoldRow = typeof slotHolds.$inferSelect
