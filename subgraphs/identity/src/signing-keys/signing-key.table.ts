import { instant } from '@vetgraph/kit/tables'
import type { JWK } from 'jose'
import { jsonb, text } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'

/** The keys that sign access tokens; only this subgraph's role can read them. */
export const signingKeys = identitySchema.table('signing_keys', {
  kid: text('kid').primaryKey(),
  privateJwk: jsonb('private_jwk').$type<JWK>().notNull(),
  createdAt: instant('created_at').notNull(),
  /** Published from the start, but signs only when every verifier has had time to learn of it. */
  signsFrom: instant('signs_from').notNull(),
  /** Set when a successor takes over: when the last token it signed has ended. */
  expiresAt: instant('expires_at'),
})

export type SigningKeyRow = typeof signingKeys.$inferSelect
