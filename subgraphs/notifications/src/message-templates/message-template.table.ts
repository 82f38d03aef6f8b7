import type { MessageTemplate } from '@vetgraph/kit/contracts/messages'
import { explainConstraint } from '@vetgraph/kit/database/db'
import { instant, oneOf } from '@vetgraph/kit/database/tables'
import { conflict } from '@vetgraph/kit/errors'
import { check, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'

export enum MessageLanguage {
  EN = 'EN',
  DE = 'DE',
  FR = 'FR',
  NL = 'NL',
  ES = 'ES',
}

export enum MessageChannel {
  EMAIL = 'EMAIL',
}

/** The wordings that the hospital has saved; each change is a new version, and older ones stay. */
export const messageWordings = notificationsSchema.table(
  'message_wordings',
  {
    template: text('template').$type<MessageTemplate>().notNull(),
    language: text('language').$type<MessageLanguage>().notNull(),
    channel: text('channel').$type<MessageChannel>().notNull(),
    version: integer('version').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    linkLabel: text('link_label'),
    savedById: uuid('saved_by_id').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'message_wordings_one_by_one',
      columns: [table.template, table.language, table.channel, table.version],
    }),
    check('message_wordings_language', oneOf(table.language, MessageLanguage)),
    check('message_wordings_channel', oneOf(table.channel, MessageChannel)),
  ],
)

explainConstraint('message_wordings_one_by_one', () =>
  conflict('Somebody else has just changed this message.', { field: 'version' }),
)

export type WordingRow = typeof messageWordings.$inferSelect
