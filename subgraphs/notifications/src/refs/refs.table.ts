import { refVersion } from '@vetgraph/kit/database/tables'
import { boolean, integer, text, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'

/** Where a visit is, for its local time. Identity owns it. */
export const locationRefs = notificationsSchema.table('location_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  version: refVersion(),
})

/** Who can be told something. Identity owns it. */
export const userRefs = notificationsSchema.table('user_refs', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  active: boolean('active').notNull(),
  version: refVersion(),
})

/** The latest version of a visit that was heard of: what is older is no news. Scheduling owns it. */
export const appointmentRefs = notificationsSchema.table('appointment_refs', {
  id: uuid('id').primaryKey(),
  version: integer('version').notNull(),
})

export type LocationRef = typeof locationRefs.$inferSelect
export type UserRef = typeof userRefs.$inferSelect
