import { instant } from '@vetgraph/kit/database/tables'
import { index, integer, text } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'

/**
 * Unforgiven failed sign-ins by subject (account and address, account, or address), and until when the next is refused
 * (AU1). Also for addresses without an account.
 */
export const signInFailures = identitySchema.table(
  'sign_in_failures',
  {
    subject: text('subject').primaryKey(),
    failures: integer('failures').notNull(),
    /** Up to when failures have been forgiven: about the time of the last one. */
    lastAt: instant('last_at').notNull(),
    blockedUntil: instant('blocked_until'),
  },
  (table) => [index('sign_in_failures_by_time').on(table.lastAt)],
)
