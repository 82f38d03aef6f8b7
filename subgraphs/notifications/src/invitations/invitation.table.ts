import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'

/** What the client of a visit has been told of its time, until some time after the visit (AP16). */
export const invitations = notificationsSchema.table(
  'invitations',
  {
    appointmentId: uuid('appointment_id').primaryKey(),
    /** The visit's: a fact of an older version is no news. */
    version: integer('version').notNull(),
    ownerId: uuid('owner_id').notNull(),
    petId: uuid('pet_id').notNull(),
    petName: text('pet_name').notNull(),
    what: text('what').notNull(),
    locationId: uuid('location_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** It was cancelled. */
    ended: boolean('ended').notNull(),
    /** There may be something to tell. */
    waiting: boolean('waiting').notNull(),
    /** The time that the client knows; null while none, and after a cancellation. */
    toldStartsAt: instant('told_starts_at'),
    toldEndsAt: instant('told_ends_at'),
  },
  (table) => [
    index('invitations_waiting')
      .on(table.ownerId, table.startsAt, table.appointmentId)
      .where(sql`waiting`),
    index('invitations_by_time').on(table.startsAt),
  ],
)

export type InvitationRow = typeof invitations.$inferSelect
