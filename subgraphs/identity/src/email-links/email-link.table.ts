import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'
import { users } from '../users/user.table.ts'

export const linkPurposes = ['VERIFY_EMAIL', 'RESET_PASSWORD', 'CHANGE_EMAIL', 'INVITATION'] as const

export type LinkPurpose = (typeof linkPurposes)[number]

/** Secrets of links sent by e-mail; showing one proves access to the mailbox. Only hashes are stored. */
export const emailLinks = identitySchema.table(
  'email_links',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    purpose: text('purpose', { enum: linkPurposes }).notNull(),
    /** The address it was sent to; for CHANGE_EMAIL the new one. */
    email: text('email').notNull(),
    hash: text('hash').notNull().unique('email_links_hash_once'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** When it was used, or invalidated by a newer one. */
    endedAt: instant('ended_at'),
  },
  (table) => [
    index('email_links_by_expiry').on(table.expiresAt),
    index('email_links_of_user').on(table.userId, table.purpose),
    // Of the others several stay good beside each other, because anybody can ask for them.
    uniqueIndex('email_links_one_open')
      .on(table.userId, table.purpose)
      .where(sql`${table.endedAt} is null and ${table.purpose} in ('CHANGE_EMAIL', 'INVITATION')`),
  ],
)

/**
 * The recent number of requested e-mails by address and kind, counted apart for strangers and for browsers known to the
 * account.
 */
export const mailBudgets = identitySchema.table(
  'mail_budgets',
  {
    subject: text('subject').primaryKey(),
    spent: integer('spent').notNull(),
    /** Up to when the budget has been refilled. */
    lastAt: instant('last_at').notNull(),
  },
  (table) => [index('mail_budgets_by_time').on(table.lastAt)],
)
