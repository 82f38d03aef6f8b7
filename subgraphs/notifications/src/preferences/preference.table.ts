import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'

export enum NotificationReason {
  MESSAGES = 'MESSAGES',
  APPOINTMENTS = 'APPOINTMENTS',
  STOCK = 'STOCK',
}

export enum NotificationChannel {
  IN_APP = 'IN_APP',
  EMAIL = 'EMAIL',
}

/** Whether people are told who have not said whether they want it: of stock only those who asked (I7). */
export const isToldUnasked = (reason: NotificationReason) => reason !== NotificationReason.STOCK

/** Of what somebody wants to be told how; without a row `isToldUnasked` decides. */
export const notificationPreferences = notificationsSchema.table(
  'notification_preferences',
  {
    /** The user of notifications in the app, the owner of e-mail. */
    recipientId: uuid('recipient_id').notNull(),
    reason: text('reason').$type<NotificationReason>().notNull(),
    channel: text('channel').$type<NotificationChannel>().notNull(),
    enabled: boolean('enabled').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'notification_preferences_one',
      columns: [table.recipientId, table.reason, table.channel],
    }),
    index('notification_preferences_asked')
      .on(table.reason, table.channel, table.recipientId)
      .where(sql`enabled`),
    check('notification_preferences_reason', oneOf(table.reason, NotificationReason)),
    check('notification_preferences_channel', oneOf(table.channel, NotificationChannel)),
  ],
)

export type PreferenceRow = typeof notificationPreferences.$inferSelect
