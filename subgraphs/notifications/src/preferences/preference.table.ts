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

/** Of what nobody is told who has not asked for it (I7). */
export const onRequest: readonly NotificationReason[] = [NotificationReason.STOCK]

/** Of what somebody wants to be told how; what has no row is told, unless it is told on request only. */
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
