import { instant } from '@vetgraph/kit/database/tables'
import type { JWK } from 'jose'
import { jsonb, text } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'

/** What a key signs; nothing that one kind has signed is taken for the other's. */
export const keyPurposes = ['access-token', 'checkpoint'] as const

export type KeyPurpose = (typeof keyPurposes)[number]

/** The keys that sign access tokens and checkpoints of the audit log, each for one purpose. */
export const signingKeys = identitySchema.table('signing_keys', {
  kid: text('kid').primaryKey(),
  purpose: text('purpose', { enum: keyPurposes }).notNull().default('access-token'),
  /** The private key, sealed; null only while one from before keys were sealed waits for the next start. */
  sealedKey: text('sealed_key'),
  /** Where private keys lay before they were sealed: `signing_keys_are_sealed` refuses every new one. */
  privateJwk: jsonb('private_jwk').$type<JWK>(),
  /** Set for keys from before checkpoints had one of their own: those up to then verify by it. */
  checkpointsUntil: instant('checkpoints_until'),
  createdAt: instant('created_at').notNull(),
  /** Published from the start, but signs only when every verifier has had time to learn of it. */
  signsFrom: instant('signs_from').notNull(),
  /** Set when a successor takes over: when the last token it signed has ended. */
  expiresAt: instant('expires_at'),
})

export type SigningKeyRow = typeof signingKeys.$inferSelect
