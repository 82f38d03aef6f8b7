import { audit } from '@vetgraph/kit/audit'
import type { Context, Viewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/db'
import { unauthenticated } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { asId } from '@vetgraph/kit/refs'
import { accessTokenSeconds, signAccessToken } from '@vetgraph/kit/tokens'
import { and, eq, sql } from 'drizzle-orm'
import { isPassword } from '../passwords/password.service.ts'
import { passwords } from '../passwords/password.table.ts'
import { signingKey } from '../signing-keys/signing-key.service.ts'
import { viewerOf } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'
import {
  exchange,
  expiryFrom,
  handOver,
  isReuse,
  issueToken,
  lockToken,
  presentedSecret,
  takeBack,
} from './refresh-token.service.ts'
import { endSession } from './session-end.service.ts'
import { sessions } from './session.table.ts'
import type { LoginInput, Session } from './session.types.ts'

const nobody = '00000000-0000-0000-0000-000000000000'
const longestAddress = 320
const longestUserAgent = 400

interface SignedIn {
  viewer: Viewer
  secret: string
}

interface Account {
  id: string
  hash: string | null
}

const findAccount = async (ctx: Context, email: string): Promise<Account | undefined> =>
  (
    await ctx.db
      .select({ id: users.id, hash: passwords.hash })
      .from(users)
      .leftJoin(passwords, eq(passwords.userId, users.id))
      .where(sql`lower(${users.email}) = lower(${email})`)
  )[0]

/** Sees again, and holds until the session stands, that the account is active and the password still this one. */
const openSession = (ctx: Context, account: Account): Promise<SignedIn | null> =>
  transact(ctx, async (ctx) => {
    const [found] = await ctx.db
      .select({ user: users })
      .from(users)
      .innerJoin(passwords, eq(passwords.userId, users.id))
      .where(and(eq(users.id, account.id), eq(users.active, true), eq(passwords.hash, account.hash ?? '')))
      .for('share')
    if (!found) return null
    const now = ctx.now()
    const session = {
      id: newId(),
      userId: found.user.id,
      ip: ctx.ip,
      userAgent: ctx.userAgent.slice(0, longestUserAgent),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: expiryFrom(now),
    }
    await ctx.db.insert(sessions).values(session)
    const viewer = await viewerOf(ctx, found.user, session.id)
    const after = { userId: viewer.userId }
    await audit({ ...ctx, viewer }, 'session.login', { entity: 'Session', entityId: session.id, after })
    return { viewer, secret: await issueToken(ctx, session.id, null) }
  })

const recordFailure = (ctx: Context, email: string, userId: string | undefined) =>
  transact(ctx, (ctx) =>
    audit(ctx, 'session.login-failed', {
      entity: 'User',
      entityId: userId ?? nobody,
      after: { email: email.slice(0, longestAddress) },
    }),
  )

/** Makes the rest of this request the person's own, so that the answer may show what only they may see. */
async function welcome(ctx: Context, { viewer, secret }: SignedIn): Promise<Session> {
  const now = ctx.now()
  const accessToken = await signAccessToken(viewer, await signingKey(ctx), now)
  ctx.viewer = viewer
  handOver(ctx, secret)
  const issuedAt = Math.floor(now.getTime() / 1000)
  return { accessToken, expiresAt: new Date((issuedAt + accessTokenSeconds) * 1000), userId: viewer.userId }
}

/**
 * Signs somebody in. A wrong password, an unknown address and a closed account get the same answer
 * after the same work, and each failure is a security event (AU1).
 * no authorization: nobody is signed in yet.
 */
export async function login(ctx: Context, input: LoginInput): Promise<Session> {
  const email = input.email.trim()
  const account = await findAccount(ctx, email)
  const isTheirs = await isPassword(input.password, account?.hash ?? null)
  const signedIn = account && isTheirs ? await openSession(ctx, account) : null
  if (!signedIn) {
    await recordFailure(ctx, email, account?.id)
    throw unauthenticated('This e-mail address and password do not match.')
  }
  return welcome(ctx, signedIn)
}

async function continueSession(ctx: Context, secret: string): Promise<SignedIn | null> {
  const found = await lockToken(ctx, secret)
  if (!found) return null
  const { token, session } = found
  const now = ctx.now()
  if (session.endedAt || token.expiresAt <= now) return null
  if (isReuse(ctx, token)) {
    await endSession(ctx, session.id, 'TOKEN_REUSE', 'session.reuse-detected')
    return null
  }
  const [user] = await ctx.db
    .select()
    .from(users)
    .where(and(eq(users.id, session.userId), eq(users.active, true)))
    .for('share')
  if (!user) return null
  await ctx.db
    .update(sessions)
    .set({
      lastUsedAt: now,
      expiresAt: expiryFrom(now),
      ip: ctx.ip,
      userAgent: ctx.userAgent.slice(0, longestUserAgent),
    })
    .where(eq(sessions.id, session.id))
  return { viewer: await viewerOf(ctx, user, session.id), secret: await exchange(ctx, token) }
}

/**
 * Continues a session for another week against its refresh token, which is exchanged for a new one.
 * Showing an old token again ends the session, but two tabs at once do not (AU2).
 * It is an everyday step and not audited; the end of a session by re-use is.
 * no authorization: the cookie is what is checked.
 */
export async function refreshSession(ctx: Context): Promise<Session> {
  const secret = presentedSecret(ctx)
  const continued = secret === null ? null : await transact(ctx, (ctx) => continueSession(ctx, secret))
  if (!continued) throw unauthenticated('The session has ended. Sign in again.')
  return welcome(ctx, continued)
}

/**
 * Ends the session of the refresh cookie and that of the access token; there may be neither.
 * no authorization: whoever holds a session may end it.
 */
export async function logout(ctx: Context): Promise<boolean> {
  const secret = presentedSecret(ctx)
  await transact(ctx, async (ctx) => {
    const family = secret === null ? undefined : await lockToken(ctx, secret)
    const ids = new Set([family?.session.id ?? nobody, asId(ctx.viewer?.sessionId ?? nobody)])
    for (const id of ids) await endSession(ctx, id, 'LOGOUT', 'session.logout')
  })
  takeBack(ctx)
  return true
}
