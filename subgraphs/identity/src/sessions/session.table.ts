import { instant } from '@vetgraph/kit/database/tables'
import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, index, text, uuid } from 'drizzle-orm/pg-core'
import { identitySchema } from '../database.ts'
import { users } from '../users/user.table.ts'
import { workstations } from '../workstations/workstation.table.ts'

export const endReasons = [
  'LOGOUT',
  'TOKEN_REUSE',
  /** By the person, or by an administrator. */
  'REVOKED',
  'DEACTIVATED',
  'ROLES_CHANGED',
  'PASSWORD_CHANGED',
  'EMAIL_CHANGED',
  'SECOND_FACTOR_CHANGED',
  /** Somebody else took over the shared workstation (AU8). */
  'SWITCHED',
  /** Nobody touched the shared workstation for too long (AU8). */
  'IDLE',
] as const

/** How somebody proved who they are. */
export const signInMethods = ['PASSWORD', 'PIN', 'OIDC'] as const

export type SignInMethod = (typeof signInMethods)[number]

export type EndReason = (typeof endReasons)[number]

/** Since when a session is over, or when it will be. */
export const overSince = ({ endedAt, expiresAt }: Readonly<Record<'endedAt' | 'expiresAt', AnyPgColumn>>) =>
  sql`coalesce(${endedAt}, ${expiresAt})`

/** From a login to its end, at one browser: the family of all refresh tokens that follow from it. */
export const sessions = identitySchema.table(
  'sessions',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    method: text('method', { enum: signInMethods }).notNull().default('PASSWORD'),
    /** The shared workstation on which it began. */
    workstationId: uuid('workstation_id').references(() => workstations.id),
    ip: text('ip').notNull(),
    userAgent: text('user_agent').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    endReason: text('end_reason', { enum: endReasons }),
  },
  (table) => [
    index('sessions_of_user').on(table.userId),
    index('sessions_lately_ended')
      .on(table.endedAt)
      .where(sql`${table.endedAt} is not null`),
    index('sessions_by_end').on(overSince(table)),
    check('sessions_end_has_reason', sql`(${table.endedAt} is null) = (${table.endReason} is null)`),
  ],
)

/** Each can be exchanged once for the next; only its hash is kept. */
export const refreshTokens = identitySchema.table(
  'refresh_tokens',
  {
    id: uuid('id').primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    /** The token it was exchanged for; null for the first, made at login. */
    parentId: uuid('parent_id'),
    hash: text('hash').notNull().unique('refresh_tokens_hash_once'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** When it was first exchanged. */
    rotatedAt: instant('rotated_at'),
    /** When it became worthless unused, because another of the family was exchanged instead. */
    retiredAt: instant('retired_at'),
  },
  (table) => [
    index('refresh_tokens_of_session').on(table.sessionId),
    index('refresh_tokens_by_expiry').on(table.expiresAt),
  ],
)

export type SessionRow = typeof sessions.$inferSelect
export type RefreshTokenRow = typeof refreshTokens.$inferSelect
