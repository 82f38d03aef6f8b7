import { instant } from '@vetgraph/kit/database/tables'
import { bigint, index, text, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'
import { users } from '../users/user.table.ts'

/** A time-based one-time password (RFC 6238) of a person; it counts from its confirmation on. */
export const secondFactors = identitySchema.table('second_factors', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id),
  /** Encrypted, because unlike a password it must be read again. */
  secret: text('secret').notNull(),
  createdAt: instant('created_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  /** The last time step whose code was used: a code counts once. */
  lastStep: bigint('last_step', { mode: 'number' }),
})

/** Each can be used once in place of a code, if the device is lost. */
export const recoveryCodes = identitySchema.table(
  'recovery_codes',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    hash: text('hash').notNull(),
    createdAt: instant('created_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [index('recovery_codes_of_user').on(table.userId)],
)
