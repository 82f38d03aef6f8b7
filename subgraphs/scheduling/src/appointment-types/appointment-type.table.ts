import { explainConstraint } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { schedulingSchema } from '../database.ts'
import { equipmentKind } from '../equipment/equipment.table.ts'

export enum AppointmentCategory {
  CHECKUP = 'CHECKUP',
  VACCINATION = 'VACCINATION',
  SURGERY = 'SURGERY',
  EMERGENCY = 'EMERGENCY',
  DENTAL = 'DENTAL',
  GROOMING = 'GROOMING',
  FOLLOW_UP = 'FOLLOW_UP',
}

export enum AppointmentColour {
  GREY = 'GREY',
  BLUE = 'BLUE',
  TEAL = 'TEAL',
  GREEN = 'GREEN',
  AMBER = 'AMBER',
  ORANGE = 'ORANGE',
  RED = 'RED',
  VIOLET = 'VIOLET',
}

/** Who may book an appointment type without the reception. */
export enum OnlineBooking {
  NOBODY = 'NOBODY',
  CLIENTS = 'CLIENTS',
  EVERYBODY = 'EVERYBODY',
}

export const appointmentCategory = schedulingSchema.enum('appointment_category', AppointmentCategory)
export const appointmentColour = schedulingSchema.enum('appointment_colour', AppointmentColour)
export const onlineBooking = schedulingSchema.enum('online_booking', OnlineBooking)

/** How long a type of visit usually takes for one species. */
export interface SpeciesMinutes {
  speciesId: string
  minutes: number
}

/** Visits start and end on this grid, in minutes. */
export const gridMinutes = 5

/** How long a visit can take; the database refuses a longer one, so that a day’s visits start at most this long before it. */
export const maxMinutes = 480

/** The longest preparation or cleaning beside a visit; visits further away than this are not in its way. */
export const maxBufferMinutes = 120

export const appointmentTypes = schedulingSchema.table(
  'appointment_types',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    category: appointmentCategory('category').notNull(),
    colour: appointmentColour('colour').notNull().default(AppointmentColour.GREY),
    durationMinutes: integer('duration_minutes').notNull(),
    /** Where a species differs from `durationMinutes`; each species once. */
    speciesDurations: jsonb('species_durations').$type<readonly SpeciesMinutes[]>().notNull().default([]),
    bufferBeforeMinutes: integer('buffer_before_minutes').notNull().default(0),
    bufferAfterMinutes: integer('buffer_after_minutes').notNull().default(0),
    needsRoom: boolean('needs_room').notNull(),
    /** A piece of each kind is booked with a visit; each kind once. */
    equipmentKinds: equipmentKind('equipment_kinds').array().notNull().default([]),
    onlineBooking: onlineBooking('online_booking').notNull().default(OnlineBooking.NOBODY),
    onlineNoticeHours: integer('online_notice_hours').notNull().default(24),
    onlineHorizonDays: integer('online_horizon_days').notNull().default(90),
    onlineDailyCap: integer('online_daily_cap'),
    active: boolean('active').notNull().default(true),
    ...saves(),
  },
  (table) => [
    uniqueIndex('appointment_types_name_once').on(sql`lower(${table.name})`),
    check(
      'appointment_types_have_short_buffers',
      sql`${table.bufferBeforeMinutes} between 0 and ${sql.raw(String(maxBufferMinutes))}
        and ${table.bufferAfterMinutes} between 0 and ${sql.raw(String(maxBufferMinutes))}`,
    ),
  ],
)

explainConstraint('appointment_types_name_once', () =>
  conflict('Another appointment type has this name.', { field: 'name' }),
)

export type AppointmentTypeRow = typeof appointmentTypes.$inferSelect
