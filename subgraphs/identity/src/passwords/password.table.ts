import { instant } from '@vetgraph/kit/database/tables'
import { text, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'
import { users } from '../users/user.table.ts'

/** Apart from the users, so that no row of theirs that is shown, audited or sent carries a hash. */
export const passwords = identitySchema.table('passwords', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id),
  hash: text('hash').notNull(),
  changedAt: instant('changed_at').notNull(),
})
