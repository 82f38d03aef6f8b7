import { boolean, integer, text, uuid } from 'drizzle-orm/pg-core'
import { schedulingSchema } from '../database.ts'

export enum AppointmentCategory {
  CHECKUP = 'CHECKUP',
  VACCINATION = 'VACCINATION',
  SURGERY = 'SURGERY',
  EMERGENCY = 'EMERGENCY',
  DENTAL = 'DENTAL',
  GROOMING = 'GROOMING',
  FOLLOW_UP = 'FOLLOW_UP',
}

export const appointmentCategory = schedulingSchema.enum('appointment_category', AppointmentCategory)

export const appointmentTypes = schedulingSchema.table('appointment_types', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull().unique('appointment_types_name_once'),
  category: appointmentCategory('category').notNull(),
  durationMinutes: integer('duration_minutes').notNull(),
  needsRoom: boolean('needs_room').notNull(),
  active: boolean('active').notNull().default(true),
})

export type AppointmentTypeRow = typeof appointmentTypes.$inferSelect
