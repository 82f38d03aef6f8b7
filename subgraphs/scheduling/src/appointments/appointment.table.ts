import { conflict } from '@vetgraph/kit/errors'
import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { appointmentTypes, maxMinutes } from '../appointment-types/appointment-type.table.ts'
import { schedulingSchema } from '../database.ts'
import { equipment } from '../equipment/equipment.table.ts'
import { rooms } from '../rooms/room.table.ts'
import { series } from '../series/series.table.ts'

export enum AppointmentStatus {
  SCHEDULED = 'SCHEDULED',
  CONFIRMED = 'CONFIRMED',
  ARRIVED = 'ARRIVED',
  ROOMED = 'ROOMED',
  IN_EXAM = 'IN_EXAM',
  READY = 'READY',
  CHECKED_OUT = 'CHECKED_OUT',
  CANCELLED = 'CANCELLED',
  LATE_CANCELLED = 'LATE_CANCELLED',
  NO_SHOW = 'NO_SHOW',
}

/** What can be done to a visit; which of them when is said by `transitions`. */
export enum AppointmentAction {
  CONFIRM = 'CONFIRM',
  CHECK_IN = 'CHECK_IN',
  ROOM = 'ROOM',
  START = 'START',
  COMPLETE = 'COMPLETE',
  CHECK_OUT = 'CHECK_OUT',
  NO_SHOW = 'NO_SHOW',
  CANCEL = 'CANCEL',
  RESCHEDULE = 'RESCHEDULE',
  UPDATE = 'UPDATE',
  UNDO = 'UNDO',
  TRIAGE = 'TRIAGE',
}

/**
 * How urgent a patient is: the five levels of the Veterinary Triage List, the most urgent first (Ruys LJ, Gunning M,
 * Teske E, Robben JH, Sigrist NE, J Vet Emerg Crit Care 2012; 22(3):303-312, after the Manchester Triage System).
 */
export enum TriageLevel {
  RED = 'RED',
  ORANGE = 'ORANGE',
  YELLOW = 'YELLOW',
  GREEN = 'GREEN',
  BLUE = 'BLUE',
}

/** The status machine (AP9): from each status, where each step leads. Undo goes back along the history. */
export const transitions: Record<AppointmentStatus, Partial<Record<AppointmentAction, AppointmentStatus>>> = {
  SCHEDULED: { CONFIRM: AppointmentStatus.CONFIRMED, CHECK_IN: AppointmentStatus.ARRIVED },
  CONFIRMED: { CHECK_IN: AppointmentStatus.ARRIVED },
  ARRIVED: { ROOM: AppointmentStatus.ROOMED, START: AppointmentStatus.IN_EXAM },
  ROOMED: { START: AppointmentStatus.IN_EXAM },
  IN_EXAM: { COMPLETE: AppointmentStatus.READY },
  READY: { CHECK_OUT: AppointmentStatus.CHECKED_OUT },
  CHECKED_OUT: {},
  CANCELLED: {},
  LATE_CANCELLED: {},
  NO_SHOW: {},
}

/** Visits that have not begun: only these can be moved or missed. */
export const expected: readonly AppointmentStatus[] = [
  AppointmentStatus.SCHEDULED,
  AppointmentStatus.CONFIRMED,
]

/** Visits that can still be called off: expected ones, and clients who leave before the examination. */
export const cancellable: readonly AppointmentStatus[] = [
  ...expected,
  AppointmentStatus.ARRIVED,
  AppointmentStatus.ROOMED,
]

/** Visits whose patient is in the hospital, from arrival to check-out. */
export const inHouse: readonly AppointmentStatus[] = [
  AppointmentStatus.ARRIVED,
  AppointmentStatus.ROOMED,
  AppointmentStatus.IN_EXAM,
  AppointmentStatus.READY,
]

/** Visits whose treatment is complete, which are charged. */
export const completed: readonly AppointmentStatus[] = [
  AppointmentStatus.READY,
  AppointmentStatus.CHECKED_OUT,
]

/** Statuses that no longer occupy vet, room and pet. */
export const vacated: readonly AppointmentStatus[] = [
  AppointmentStatus.CANCELLED,
  AppointmentStatus.LATE_CANCELLED,
  AppointmentStatus.NO_SHOW,
]

export const appointmentStatus = schedulingSchema.enum('appointment_status', AppointmentStatus)
export const triageLevel = schedulingSchema.enum('triage_level', TriageLevel)

/**
 * Visits. That no vet, room or pet is taken twice at one time is kept by exclusion constraints over
 * half-open intervals, in the migrations `pets_overlap` and `buffers_overlap` (AP1). Vet and room are
 * taken for the buffers too, the pet only for the visit (AP5). A walk-in takes neither vet nor room from
 * what is booked (AP14).
 */
export const appointments = schedulingSchema.table(
  'appointments',
  {
    id: uuid('id').primaryKey(),
    /** Null only for a walk-in whose patient is not known yet (AP14). */
    petId: uuid('pet_id'),
    vetId: uuid('vet_id').notNull(),
    locationId: uuid('location_id').notNull(),
    roomId: uuid('room_id').references(() => rooms.id),
    /** What it uses beside the room; a trigger takes it in `equipment_taken` while the visit takes place. */
    equipmentIds: uuid('equipment_ids').array().notNull().default([]),
    typeId: uuid('type_id')
      .notNull()
      .references(() => appointmentTypes.id),
    status: appointmentStatus('status').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** The buffers of the type when it was booked or moved. */
    bufferBeforeMinutes: integer('buffer_before_minutes').notNull().default(0),
    bufferAfterMinutes: integer('buffer_after_minutes').notNull().default(0),
    reason: text('reason').notNull(),
    notes: text('notes').notNull(),
    cancellationReason: text('cancellation_reason'),
    /** Cancelled because the patient died: stands again when that turns out to be an error (PT4). */
    cancelledByDeath: boolean('cancelled_by_death').notNull().default(false),
    /** Why the pet is at two places at one time: set, it exempts the visit from `appointments_no_pet_overlap`. */
    overlapReason: text('overlap_reason'),
    /** The series of which it is a visit, and the number there, from 1 (AP8). */
    seriesId: uuid('series_id').references(() => series.id),
    seriesNumber: integer('series_number'),
    /** Moved on its own: what is changed of its series leaves it alone. */
    seriesException: boolean('series_exception').notNull().default(false),
    /** The household visit of which it is a part: several pets, one arrival, one bill (AP6). */
    householdVisitId: uuid('household_visit_id'),
    /** An invoice has been drafted for it: what is changed of its series leaves it alone. */
    invoiced: boolean('invoiced').notNull().default(false),
    /** Came without an appointment. */
    walkIn: boolean('walk_in').notNull().default(false),
    /** By an owner in the portal. */
    bookedOnline: boolean('booked_online').notNull().default(false),
    /** How the patient of a walk-in was described before it was known, and who brought it. */
    patientDescription: text('patient_description'),
    broughtBy: text('brought_by'),
    arrivedAt: instant('arrived_at'),
    triageLevel: triageLevel('triage_level'),
    triagedAt: instant('triaged_at'),
    triageNote: text('triage_note'),
    bookedBy: uuid('booked_by'),
    version: integer('version').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('appointments_end_after_start', sql`${table.endsAt} > ${table.startsAt}`),
    check(
      'appointments_have_max_length',
      sql`${table.endsAt} <= ${table.startsAt} + interval '${sql.raw(String(maxMinutes))} minutes'`,
    ),
    check(
      'appointments_number_in_series',
      sql`(${table.seriesId} is null) = (${table.seriesNumber} is null)`,
    ),
    unique('appointments_once_in_series').on(table.seriesId, table.seriesNumber),
    check(
      'appointments_patient_known',
      sql`${table.petId} IS NOT NULL OR (${table.walkIn} AND ${table.patientDescription} IS NOT NULL
        AND ${table.status} IN ('ARRIVED', 'ROOMED', 'IN_EXAM', 'CANCELLED', 'LATE_CANCELLED'))`,
    ),
    check('appointments_triaged_whole', sql`(${table.triageLevel} IS NULL) = (${table.triagedAt} IS NULL)`),
    index('appointments_location').on(table.locationId, table.startsAt, table.id),
    index('appointments_vet').on(table.vetId, table.startsAt, table.id),
    index('appointments_pet').on(table.petId, table.startsAt, table.id),
    index('appointments_start').on(table.startsAt, table.id),
    index('appointments_household_visit')
      .on(table.householdVisitId)
      .where(sql`household_visit_id is not null`),
  ],
)

explainConstraint('appointments_no_vet_overlap', () =>
  conflict('This vet already has a visit at that time.', { field: 'startsAt', taken: 'VET' }),
)
explainConstraint('appointments_no_room_overlap', () =>
  conflict('This room is already taken at that time.', { field: 'roomId', taken: 'ROOM' }),
)

explainConstraint('appointments_no_pet_overlap', () =>
  conflict('This patient already has a visit at that time.', { field: 'startsAt', taken: 'PET' }),
)

const timeRange = customType<{ data: string }>({ dataType: () => 'tsrange' })

/** When visits take equipment, with their buffers: no piece twice at one time, by exclusion (AP1, AP5). Written by a trigger only. */
export const equipmentTaken = schedulingSchema.table(
  'equipment_taken',
  {
    appointmentId: uuid('appointment_id')
      .notNull()
      .references(() => appointments.id),
    equipmentId: uuid('equipment_id')
      .notNull()
      .references(() => equipment.id),
    during: timeRange('during').notNull(),
  },
  (table) => [primaryKey({ columns: [table.appointmentId, table.equipmentId] })],
)

explainConstraint('equipment_taken_no_overlap', () =>
  conflict('This equipment is already taken at that time.', { field: 'startsAt', taken: 'EQUIPMENT' }),
)

/** Where a visit is in the diary; the times as ISO 8601. */
interface Place {
  startsAt: string
  endsAt: string
  vetId: string
  roomId: string | null
}

export interface Move {
  from: Place
  to: Place
}

/** Every change of status and every move with who and why; an undone step stays and says so (AP9, AP11). */
export const appointmentHistory = schedulingSchema.table(
  'appointment_history',
  {
    id: uuid('id').primaryKey(),
    appointmentId: uuid('appointment_id')
      .notNull()
      .references(() => appointments.id),
    at: instant('at').notNull(),
    fromStatus: appointmentStatus('from_status'),
    toStatus: appointmentStatus('to_status').notNull(),
    action: text('action').notNull(),
    actorId: uuid('actor_id'),
    reason: text('reason'),
    undone: boolean('undone').notNull().default(false),
    /** From where to where, of a move. */
    move: jsonb('move').$type<Move>(),
  },
  (table) => [index('appointment_history_of').on(table.appointmentId, table.at, table.id)],
)

export type AppointmentRow = typeof appointments.$inferSelect
export type AppointmentHistoryRow = typeof appointmentHistory.$inferSelect
