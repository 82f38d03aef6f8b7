import type { MailTemplate } from '@vetgraph/kit/contracts/events'
import { bytes, instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'

export enum MailStatus {
  QUEUED = 'QUEUED',
  SENDING = 'SENDING',
  SENT = 'SENT',
  UNCERTAIN = 'UNCERTAIN',
  FAILED = 'FAILED',
  KEPT = 'KEPT',
}

export const mailStatus = notificationsSchema.enum('mail_status', MailStatus)

/** Every e-mail of the hospital: what it says is made from the template when it is sent or looked at. */
export const mails = notificationsSchema.table(
  'mails',
  {
    id: uuid('id').primaryKey(),
    template: text('template').$type<MailTemplate>().notNull(),
    recipient: text('recipient').notNull(),
    recipientName: text('recipient_name').notNull(),
    values: jsonb('values').$type<Readonly<Record<string, string>>>().notNull(),
    /** The secret of its link; erased once the mail has been sent. */
    token: text('token'),
    status: mailStatus('status').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Why the last attempt failed, in the server's words. */
    failure: text('failure'),
    createdAt: instant('created_at').notNull(),
    /** When an attempt began or will begin. */
    attemptAt: instant('attempt_at').notNull(),
    /** From here on the server may have taken it, whatever we hear: it is not sent once more by itself. */
    handedOverAt: instant('handed_over_at'),
    sentAt: instant('sent_at'),
  },
  (table) => [
    check('mails_sent_has_time', sql`(${table.status} = 'SENT') = (${table.sentAt} is not null)`),
    check('mails_sent_keep_no_secret', sql`${table.status} <> 'SENT' or ${table.token} is null`),
    index('mails_newest').on(table.createdAt, table.id),
    index('mails_by_status').on(table.status, table.createdAt, table.id),
  ],
)

/** The PDF of an e-mail, until it has been sent: the subgraph that made it keeps it. */
export const mailAttachments = notificationsSchema.table('mail_attachments', {
  mailId: uuid('mail_id')
    .primaryKey()
    .references(() => mails.id),
  fileName: text('file_name').notNull(),
  body: bytes('body').notNull(),
})

export type MailRow = typeof mails.$inferSelect
