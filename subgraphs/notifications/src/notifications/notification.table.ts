import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'

export enum NotificationKind {
  APPOINTMENT = 'APPOINTMENT',
  REMINDER = 'REMINDER',
  ALERT = 'ALERT',
  MESSAGE = 'MESSAGE',
}

export const notificationKind = notificationsSchema.enum('notification_kind', NotificationKind)

/** The notifications. A deleted one stays as a row, so that its key is never used again (N1). */
export const notifications = notificationsSchema.table(
  'notifications',
  {
    id: uuid('id').primaryKey(),
    recipientId: uuid('recipient_id').notNull(),
    kind: notificationKind('kind').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    link: text('link'),
    appointmentId: uuid('appointment_id'),
    dedupeKey: text('dedupe_key').notNull(),
    readAt: instant('read_at'),
    deletedAt: instant('deleted_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    unique('notifications_told_once').on(table.recipientId, table.dedupeKey),
    index('notifications_newest')
      .on(table.recipientId, table.createdAt, table.id)
      .where(sql`deleted_at is null`),
    index('notifications_unread')
      .on(table.recipientId)
      .where(sql`read_at is null and deleted_at is null`),
  ],
)

export type NotificationRow = typeof notifications.$inferSelect
