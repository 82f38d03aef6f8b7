import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { notFound } from '@vetgraph/kit/errors'
import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import { asId, groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, desc, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm'
import { findUser, type UserRow } from '../users/user.service.ts'
import { workstations } from '../workstations/workstation.table.ts'
import { endSession, endSessionsOf } from './session-end.service.ts'
import { type SessionRow, sessions } from './session.table.ts'

export type DeviceSessionRow = SessionRow & { workstationName: string | null }

async function readSessions(ctx: Context, userIds: readonly string[]) {
  const rows = await ctx.db
    .select({ session: sessions, workstationName: workstations.name })
    .from(sessions)
    .leftJoin(workstations, eq(workstations.id, sessions.workstationId))
    .where(
      and(
        inArray(sessions.userId, [...userIds]),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, ctx.now()),
      ),
    )
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
  return rows.map(({ session, workstationName }): [string, DeviceSessionRow] => [
    session.userId,
    { ...session, workstationName },
  ])
}

/** Where somebody is signed in, last used first: for oneself, and for those who may sign others out; else null. */
export async function listSessions(ctx: Context, { id }: { id: string }): Promise<DeviceSessionRow[] | null> {
  if (ctx.viewer?.userId !== id && !can(ctx.viewer, 'session:revoke')) return null
  return groupLoaderOf(ctx, readSessions).load(id)
}

export const isCurrent = (ctx: Context, { id }: { id: string }) => ctx.viewer?.sessionId === id

async function getUser(ctx: Context, id: string): Promise<UserRow> {
  // What was read before has changed.
  ctx.loaders.clear()
  const user = await findUser(ctx, id)
  if (!user) throw notFound('user', 'userId')
  return user
}

async function findSession(ctx: Context, where: SQL | undefined): Promise<SessionRow> {
  const [session] = await ctx.db.select().from(sessions).where(where)
  if (!session) throw notFound('session', 'id')
  return session
}

/**
 * Signs a device out: one's own, or with the right anybody's; it is refused everywhere within two seconds (AU3).
 * no audit: `endSession` audits it.
 */
export async function revokeSession(ctx: Context, id: string): Promise<UserRow> {
  const viewer = requireViewer(ctx)
  const mine = can(viewer, 'session:revoke') ? undefined : eq(sessions.userId, viewer.userId)
  const { userId } = await findSession(ctx, and(eq(sessions.id, asId(id)), mine))
  await transact(ctx, (ctx) => endSession(ctx, id, 'REVOKED', 'session.revoke'))
  return getUser(ctx, userId)
}

/**
 * Signs oneself out everywhere but here.
 * no audit: each end is audited by `endSessionsOf`.
 */
export async function revokeOtherSessions(ctx: Context): Promise<UserRow> {
  const { userId, sessionId } = requireViewer(ctx)
  await transact(ctx, (ctx) => endSessionsOf(ctx, userId, 'REVOKED', { except: sessionId }))
  return getUser(ctx, userId)
}

/** Signs a colleague out everywhere. */
export async function revokeSessionsOf(ctx: Context, userId: string): Promise<UserRow> {
  authorize(ctx, 'session:revoke')
  const user = await getUser(ctx, userId)
  await transact(ctx, async (ctx) => {
    await endSessionsOf(ctx, user.id, 'REVOKED')
    await audit(ctx, 'session.revoke-all', { entity: 'User', entityId: user.id })
  })
  return getUser(ctx, user.id)
}
