import { instant } from '@vetgraph/kit/database/tables'
import { index, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'
import { users } from '../users/user.table.ts'

/** Who somebody is at an OpenID Connect issuer. */
export const externalAccounts = identitySchema.table(
  'external_accounts',
  {
    issuer: text('issuer').notNull(),
    /** The issuer's own, permanent id of the person. */
    subject: text('subject').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    email: text('email').notNull(),
    linkedAt: instant('linked_at').notNull(),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    index('external_accounts_of_user').on(table.userId),
  ],
)

/** Sign-ins that were begun and wait for the issuer's answer; each is used once. */
export const openidSignIns = identitySchema.table(
  'openid_sign_ins',
  {
    stateHash: text('state_hash').primaryKey(),
    issuer: text('issuer').notNull(),
    codeVerifier: text('code_verifier').notNull(),
    nonce: text('nonce').notNull(),
    redirectUri: text('redirect_uri').notNull(),
    /** Binds it to the browser that began it. */
    browserHash: text('browser_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('openid_sign_ins_by_expiry').on(table.expiresAt)],
)
