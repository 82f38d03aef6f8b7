import { instant, oneOf, saves } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { check, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { notificationsSchema } from '../database.ts'

/** Characters of a message or an internal note at most. */
export const maxMessage = 2_000

export enum MessageSender {
  OWNER = 'OWNER',
  HOSPITAL = 'HOSPITAL',
}

/** The conversation of the hospital with a client: each client has one, and co-owners have one each. */
export const conversations = notificationsSchema.table(
  'conversations',
  {
    id: uuid('id').primaryKey(),
    ownerId: uuid('owner_id').notNull(),
    /** Who of the staff answers; null if nobody has taken it. */
    assignedToId: uuid('assigned_to_id'),
    lastMessageId: uuid('last_message_id').notNull(),
    lastMessageAt: instant('last_message_at').notNull(),
    ownerWroteAt: instant('owner_wrote_at'),
    hospitalWroteAt: instant('hospital_wrote_at'),
    /** What was sent up to here has been read on the other side. */
    ownerReadAt: instant('owner_read_at'),
    hospitalReadAt: instant('hospital_read_at'),
    /** When the client was last told by e-mail that there are messages. */
    mailedAt: instant('mailed_at'),
    ...saves(),
  },
  (table) => [
    unique('conversations_one_of_a_client').on(table.ownerId),
    index('conversations_newest').on(table.lastMessageAt, table.id),
    index('conversations_assigned').on(table.assignedToId, table.lastMessageAt, table.id),
    index('conversations_unread')
      .on(table.lastMessageAt, table.id)
      .where(sql`owner_wrote_at > coalesce(hospital_read_at, 'epoch')`),
  ],
)

/** What was written, as it was written: nobody changes it. */
export const conversationMessages = notificationsSchema.table(
  'conversation_messages',
  {
    id: uuid('id').primaryKey(),
    conversationId: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id),
    sender: text('sender').$type<MessageSender>().notNull(),
    authorId: uuid('author_id').notNull(),
    text: text('text').notNull(),
    sentAt: instant('sent_at').notNull(),
  },
  (table) => [
    check('conversation_messages_sender', oneOf(table.sender, MessageSender)),
    check('conversation_messages_length', sql`char_length(text) between 1 and ${sql.raw(`${maxMessage}`)}`),
    // Each message is later than those before it, so that what was read ends at one moment.
    unique('conversation_messages_in_order').on(table.conversationId, table.sentAt),
    index('conversation_messages_by_time').on(table.sentAt),
  ],
)

/** What staff write for each other about a conversation; no client ever reads it. */
export const conversationNotes = notificationsSchema.table(
  'conversation_notes',
  {
    id: uuid('id').primaryKey(),
    conversationId: uuid('conversation_id')
      .notNull()
      .references(() => conversations.id),
    authorId: uuid('author_id').notNull(),
    text: text('text').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    check('conversation_notes_length', sql`char_length(text) between 1 and ${sql.raw(`${maxMessage}`)}`),
    index('conversation_notes_newest').on(table.conversationId, table.createdAt, table.id),
    index('conversation_notes_by_time').on(table.createdAt),
  ],
)

export type ConversationRow = typeof conversations.$inferSelect
export type ConversationMessageRow = typeof conversationMessages.$inferSelect
export type ConversationNoteRow = typeof conversationNotes.$inferSelect
