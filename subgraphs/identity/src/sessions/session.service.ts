import { audit } from '@vetgraph/kit/work/audit'
import type { Context, Viewer } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { unauthenticated } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { asId } from '@vetgraph/kit/reads/refs'
import { signAccessToken } from '@vetgraph/kit/access/tokens'
import { and, eq } from 'drizzle-orm'
import { rememberDevice } from '../known-devices/known-device.service.ts'
import { lacksSecondFactor } from '../second-factors/second-factor.service.ts'
import { signingKey } from '../signing-keys/signing-key.service.ts'
import { type UserRow, viewerOf } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'
import {
  findWorkstation,
  isIdle,
  secondsAt,
  useWorkstation,
} from '../workstations/this-workstation.service.ts'
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
import { type EndReason, type SessionRow, sessions } from './session.table.ts'
import type { Session } from './session.types.ts'

const nobody = '00000000-0000-0000-0000-000000000000'
const maxUserAgent = 400

export interface SignedIn {
  viewer: Viewer
  secret: string
  /** For how long the access token is good. */
  seconds: number
}

/** What somebody may do in a session: nothing, while they lack a second factor that one of their roles demands. */
async function viewerIn(ctx: Context, user: UserRow, sessionId: string): Promise<Viewer> {
  const viewer = await viewerOf(ctx, user, sessionId)
  return (await lacksSecondFactor(ctx, user)) ? { ...viewer, ownerId: null, roles: [], grants: [] } : viewer
}

/** Opens a session for somebody who has proved who they are, in the open transaction. */
export async function beginSession(
  ctx: Context,
  user: UserRow,
  how: Partial<Pick<SessionRow, 'method'>> = {},
): Promise<SignedIn> {
  const now = ctx.now()
  const workstation = await useWorkstation(ctx)
  const session = {
    id: newId(),
    userId: user.id,
    ...how,
    workstationId: workstation?.id ?? null,
    ip: ctx.ip,
    userAgent: ctx.userAgent.slice(0, maxUserAgent),
    createdAt: now,
    lastUsedAt: now,
    expiresAt: expiryFrom(now),
  }
  await ctx.db.insert(sessions).values(session)
  const viewer = await viewerIn(ctx, user, session.id)
  const after = { userId: viewer.userId }
  await rememberDevice(ctx, user.email)
  await audit({ ...ctx, viewer }, 'session.login', { entity: 'Session', entityId: session.id, after })
  return { viewer, secret: await issueToken(ctx, session.id, null), seconds: secondsAt(workstation) }
}

/** Runs the rest of this request as the user, so that the response may contain the user's own data. */
export async function welcome(ctx: Context, { viewer, secret, seconds }: SignedIn): Promise<Session> {
  const now = ctx.now()
  const accessToken = await signAccessToken(viewer, await signingKey(ctx, 'access-token'), now, seconds)
  ctx.viewer = viewer
  handOver(ctx, secret)
  const issuedAt = Math.floor(now.getTime() / 1000)
  const expiresAt = new Date((issuedAt + seconds) * 1000)
  return { accessToken, expiresAt, expiresIn: seconds, userId: viewer.userId }
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
  const workstation = session.workstationId ? await findWorkstation(ctx, session.workstationId) : null
  if (workstation && isIdle(ctx, workstation, session.lastUsedAt)) {
    await endSession(ctx, session.id, 'IDLE', 'session.idle')
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
      userAgent: ctx.userAgent.slice(0, maxUserAgent),
    })
    .where(eq(sessions.id, session.id))
  return {
    viewer: await viewerIn(ctx, user, session.id),
    secret: await exchange(ctx, token),
    seconds: secondsAt(workstation),
  }
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

/** Ends the session of the refresh cookie and that of the access token, in the open transaction; there may be neither. */
export async function endSessionAtHand(ctx: Context, reason: EndReason, action: string) {
  const secret = presentedSecret(ctx)
  const family = secret === null ? undefined : await lockToken(ctx, secret)
  const ids = new Set([family?.session.id ?? nobody, asId(ctx.viewer?.sessionId ?? nobody)])
  for (const id of ids) await endSession(ctx, id, reason, action)
}

/**
 * Signs out whoever is signed in here: because they say so, or because nobody has touched the screen for too long.
 * no authorization: whoever holds a session may end it. no audit: `endSessionAtHand` audits it.
 */
export async function logout(ctx: Context, idle: boolean): Promise<boolean> {
  const [reason, action] = idle
    ? (['IDLE', 'session.idle'] as const)
    : (['LOGOUT', 'session.logout'] as const)
  await transact(ctx, (ctx) => endSessionAtHand(ctx, reason, action))
  takeBack(ctx)
  return true
}
