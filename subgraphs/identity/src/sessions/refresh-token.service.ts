import type { Context } from '@vetgraph/kit/context'
import { newId } from '@vetgraph/kit/ids'
import { and, eq, isNull, lt } from 'drizzle-orm'
import { setCookie } from '../secrets/cookie.ts'
import { hashOf, newSecret } from '@vetgraph/kit/access/secret'
import { type RefreshTokenRow, refreshTokens, type SessionRow, sessions } from './session.table.ts'

const cookieName = 'vetgraph_refresh'
export const refreshSeconds = 7 * 24 * 60 * 60

/** The grace period in which two tabs may use the same token (AU2). */
const graceSeconds = 10

/** By how much the clocks of several processes may differ. */
const maxSkewSeconds = 60

const secondsBefore = (date: Date, seconds: number) => new Date(date.getTime() - seconds * 1000)

export const expiryFrom = (now: Date) => secondsBefore(now, -refreshSeconds)

export const presentedSecret = (ctx: Context): string | null => ctx.cookies[cookieName] || null

export const handOver = (ctx: Context, secret: string) =>
  setCookie(ctx, { name: cookieName, value: secret, seconds: refreshSeconds })

export const takeBack = (ctx: Context) => setCookie(ctx, { name: cookieName, value: '', seconds: 0 })

/** Adds a token to the session and answers its secret, which is kept nowhere. */
export async function issueToken(ctx: Context, sessionId: string, parentId: string | null): Promise<string> {
  const secret = newSecret()
  const now = ctx.now()
  await ctx.db.insert(refreshTokens).values({
    id: newId(),
    sessionId,
    parentId,
    hash: hashOf(secret),
    createdAt: now,
    expiresAt: expiryFrom(now),
  })
  return secret
}

/** The token with its session, both locked so that a token family changes one step at a time. */
export async function lockToken(
  ctx: Context,
  secret: string,
): Promise<{ token: RefreshTokenRow; session: SessionRow } | undefined> {
  const [found] = await ctx.db
    .select({ token: refreshTokens, session: sessions })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.hash, hashOf(secret)))
    .for('update')
  return found
}

/**
 * Whether an already exchanged token is used again (AU2); also one that, after the clock was set back, was exchanged in
 * the future.
 */
export function isReuse(ctx: Context, { rotatedAt, retiredAt }: RefreshTokenRow): boolean {
  if (retiredAt) return true
  if (rotatedAt === null) return false
  const now = ctx.now()
  return rotatedAt < secondsBefore(now, graceSeconds) || rotatedAt > secondsBefore(now, -maxSkewSeconds)
}

/**
 * Exchanges a token for the next. Unused sibling tokens issued in the grace period are invalidated, so that their later
 * use is noticed (AU2).
 */
export async function exchange(ctx: Context, token: RefreshTokenRow): Promise<string> {
  const now = ctx.now()
  if (!token.rotatedAt) {
    await ctx.db.update(refreshTokens).set({ rotatedAt: now }).where(eq(refreshTokens.id, token.id))
    await ctx.db
      .update(refreshTokens)
      .set({ retiredAt: now })
      .where(
        and(
          eq(refreshTokens.sessionId, token.sessionId),
          isNull(refreshTokens.rotatedAt),
          isNull(refreshTokens.retiredAt),
          lt(refreshTokens.createdAt, secondsBefore(now, graceSeconds)),
        ),
      )
  }
  return issueToken(ctx, token.sessionId, token.id)
}
