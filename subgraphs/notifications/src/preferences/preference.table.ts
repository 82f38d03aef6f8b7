import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { boolean, check, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'

export enum NotificationReason {
  MESSAGES = 'MESSAGES',
  APPOINTMENTS = 'APPOINTMENTS',
}

export enum NotificationChannel {
  IN_APP = 'IN_APP',
  EMAIL = 'EMAIL',
}

/** Of what somebody wants to be told how; what has no row is told. */
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
    check('notification_preferences_reason', oneOf(table.reason, NotificationReason)),
    check('notification_preferences_channel', oneOf(table.channel, NotificationChannel)),
  ],
)

export type PreferenceRow = typeof notificationPreferences.$inferSelect
