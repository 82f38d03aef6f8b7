import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant, oneOf, saves } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { sql } from 'drizzle-orm'
import { check, date, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { appointmentTypes } from '../appointment-types/appointment-type.table.ts'
import { appointments } from '../appointments/appointment.table.ts'
import { schedulingSchema } from '../database.ts'

export enum AppointmentRequestStatus {
  WAITING = 'WAITING',
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}

export enum PartOfDay {
  ANY = 'ANY',
  MORNING = 'MORNING',
  AFTERNOON = 'AFTERNOON',
}

/** Visits that owners ask for and the desk books or refuses; they take no time before (AP2). One of each pet waits. */
export const appointmentRequests = schedulingSchema.table(
  'appointment_requests',
  {
    id: uuid('id').primaryKey(),
    locationId: uuid('location_id').notNull(),
    petId: uuid('pet_id').notNull(),
    /** Which owner of the pet asked; another one does not see it. */
    ownerId: uuid('owner_id').notNull(),
    typeId: uuid('type_id')
      .notNull()
      .references(() => appointmentTypes.id),
    /** Null for any vet. */
    vetId: uuid('vet_id'),
    day: date('day').notNull(),
    partOfDay: text('part_of_day').$type<PartOfDay>().notNull(),
    reason: text('reason').notNull(),
    status: text('status').$type<AppointmentRequestStatus>().notNull(),
    /** When the desk decided it, or its owner withdrew it, and who did. */
    decidedAt: instant('decided_at'),
    decidedBy: uuid('decided_by'),
    /** What was booked by it. */
    appointmentId: uuid('appointment_id').references(() => appointments.id),
    /** Why it was refused. */
    refusal: text('refusal'),
    ...saves(),
  },
  (table) => [
    check('appointment_requests_status', oneOf(table.status, AppointmentRequestStatus)),
    check('appointment_requests_part_of_day', oneOf(table.partOfDay, PartOfDay)),
    check(
      'appointment_requests_decided',
      sql`num_nonnulls(decided_at, decided_by) = case status when 'WAITING' then 0 else 2 end`,
    ),
    check('appointment_requests_booked', sql`(appointment_id is not null) = (status = 'ACCEPTED')`),
    check('appointment_requests_refused', sql`(refusal is not null) = (status = 'REFUSED')`),
    uniqueIndex('appointment_requests_one_waits')
      .on(table.petId)
      .where(sql`status = 'WAITING'`),
    index('appointment_requests_waiting')
      .on(table.locationId, table.createdAt, table.id)
      .where(sql`status = 'WAITING'`),
    index('appointment_requests_of_pet').on(table.petId, table.createdAt, table.id),
  ],
)

explainConstraint('appointment_requests_one_waits', () =>
  conflict('Another request for this pet was sent at the same moment.', { field: 'petId' }),
)

export type AppointmentRequestRow = typeof appointmentRequests.$inferSelect
