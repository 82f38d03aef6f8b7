import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'
import { MessageStatus } from '../reminders/reminder.table.ts'

export enum BulkMessagePurpose {
  SERVICE = 'SERVICE',
  NEWS = 'NEWS',
}

export enum LeftOutReason {
  PATIENT_INACTIVE = 'PATIENT_INACTIVE',
  OWNER_INACTIVE = 'OWNER_INACTIVE',
  NO_CONSENT = 'NO_CONSENT',
  NO_ADDRESS = 'NO_ADDRESS',
  ADDRESS_REFUSED = 'ADDRESS_REFUSED',
}

/** One message to many clients: what it says, and how many of them were decided how. */
export const bulkMessages = notificationsSchema.table(
  'bulk_messages',
  {
    id: uuid('id').primaryKey(),
    purpose: text('purpose').$type<BulkMessagePurpose>().notNull(),
    /** In whose name it is sent. */
    locationId: uuid('location_id').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    recipients: integer('recipients').notNull(),
    sent: integer('sent').notNull(),
    leftOut: integer('left_out').notNull(),
    stopped: integer('stopped').notNull(),
    createdById: uuid('created_by_id').notNull(),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
    stoppedById: uuid('stopped_by_id'),
  },
  (table) => [
    check('bulk_messages_purpose', oneOf(table.purpose, BulkMessagePurpose)),
    check(
      'bulk_messages_reach_somebody',
      sql`recipients > 0 and sent >= 0 and left_out >= 0 and stopped >= 0`,
    ),
    check(
      'bulk_messages_finished_when_all_decided',
      sql`sent + left_out + stopped <= recipients
        and (finished_at is not null) = (sent + left_out + stopped = recipients)`,
    ),
    check('bulk_messages_stopped_by', sql`(stopped > 0) = (stopped_by_id is not null)`),
    index('bulk_messages_newest').on(table.createdAt, table.id),
  ],
)

/** One client whom a bulk message is for, once; an e-mail that was sent has the id of its row. */
export const bulkMessageRecipients = notificationsSchema.table(
  'bulk_message_recipients',
  {
    id: uuid('id').notNull().unique(),
    bulkMessageId: uuid('bulk_message_id')
      .notNull()
      .references(() => bulkMessages.id, { onDelete: 'cascade' }),
    ownerId: uuid('owner_id').notNull(),
    petIds: uuid('pet_ids').array().notNull(),
    status: text('status').$type<MessageStatus>().notNull(),
    reason: text('reason').$type<LeftOutReason>(),
    decidedAt: instant('decided_at'),
  },
  (table) => [
    primaryKey({ name: 'bulk_message_recipients_once', columns: [table.bulkMessageId, table.ownerId] }),
    check('bulk_message_recipients_status', oneOf(table.status, MessageStatus)),
    check('bulk_message_recipients_reason', oneOf(table.reason, LeftOutReason)),
    check(
      'bulk_message_recipients_left_out_with_reason',
      sql`(${table.status} = 'NOT_SENT') = (${table.reason} is not null)`,
    ),
    check(
      'bulk_message_recipients_decided',
      sql`(${table.status} = 'PLANNED') = (${table.decidedAt} is null)`,
    ),
    index('bulk_message_recipients_in_order').on(table.bulkMessageId, table.id),
  ],
)

export type BulkMessageRow = typeof bulkMessages.$inferSelect
export type BulkRecipientRow = typeof bulkMessageRecipients.$inferSelect
