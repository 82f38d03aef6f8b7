import { instant } from '@vetgraph/kit/tables'
import { index, integer, text } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'

/**
 * Failed tries that are not forgiven, for what a try is about (an account at an address, an account, an address),
 * and until when the next is refused (AU1). Kept for addresses without an account too.
 */
export const signInFailures = identitySchema.table(
  'sign_in_failures',
  {
    subject: text('subject').primaryKey(),
    failures: integer('failures').notNull(),
    /** Until when failures have been forgiven: about when the last one was. */
    lastAt: instant('last_at').notNull(),
    blockedUntil: instant('blocked_until'),
  },
  (table) => [index('sign_in_failures_by_time').on(table.lastAt)],
)
