import type { MessageTemplate } from '@vetgraph/kit/contracts/messages'
import { bytes, instant, oneOf } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'
import { MessageLanguage } from '../message-templates/message-template.table.ts'

export enum MailStatus {
  QUEUED = 'QUEUED',
  SENDING = 'SENDING',
  SENT = 'SENT',
  UNCERTAIN = 'UNCERTAIN',
  FAILED = 'FAILED',
  KEPT = 'KEPT',
}

export const mailStatus = notificationsSchema.enum('mail_status', MailStatus)

/** Every e-mail of the hospital: what it says is written when it is created, and kept as it was sent. */
export const mails = notificationsSchema.table(
  'mails',
  {
    id: uuid('id').primaryKey(),
    template: text('template').$type<MessageTemplate>().notNull(),
    recipient: text('recipient').notNull(),
    recipientName: text('recipient_name').notNull(),
    values: jsonb('values').$type<Readonly<Record<string, string>>>().notNull(),
    language: text('language').$type<MessageLanguage>().notNull().default(MessageLanguage.EN),
    /** The words; null for one that could not be written, or that is older than this column. */
    subject: text('subject'),
    body: text('body'),
    linkLabel: text('link_label'),
    /** The version of the wording by which it was written. */
    wordingVersion: integer('wording_version'),
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
    check('mails_language', oneOf(table.language, MessageLanguage)),
    check(
      'mails_written_whole',
      sql`(${table.subject} is null) = (${table.body} is null) and (${table.subject} is null) = (${table.wordingVersion} is null)`,
    ),
    index('mails_newest').on(table.createdAt, table.id),
    index('mails_of_recipient').on(table.recipient, table.createdAt, table.id),
    index('mails_of_template').on(table.template, table.createdAt, table.id),
    index('mails_by_status').on(table.status, table.createdAt, table.id),
  ],
)

/** What is attached to an e-mail, until it has been sent: a PDF that the subgraph keeps which made it, or an invitation. */
export const mailAttachments = notificationsSchema.table(
  'mail_attachments',
  {
    mailId: uuid('mail_id')
      .notNull()
      .references(() => mails.id),
    fileName: text('file_name').notNull(),
    body: bytes('body').notNull(),
    /** What a calendar does with it; null for a PDF. */
    calendarMethod: text('calendar_method').$type<'REQUEST' | 'CANCEL'>(),
  },
  (table) => [primaryKey({ name: 'mail_attachments_once', columns: [table.mailId, table.fileName] })],
)

export type MailAttachment = Omit<typeof mailAttachments.$inferInsert, 'mailId'>

export type MailRow = typeof mails.$inferSelect
