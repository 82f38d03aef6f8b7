import { audit, auditAll } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { notifyAll } from '@vetgraph/kit/work/signals'
import { asId } from '@vetgraph/kit/reads/refs'
import { and, eq, inArray, isNull, ne, type SQL } from 'drizzle-orm'
import { endedTopic, type SessionEnded } from './ended-session.service.ts'
import { type EndReason, sessions } from './session.table.ts'

/** Sent within the transaction even if Redis carries other signals: these must survive a crash. */
export const tellEnded = (ctx: Context, ended: readonly SessionEnded[]) => notifyAll(ctx, endedTopic, ended)

/** Ends the session with all its refresh tokens; false when it had ended before. */
export async function endSession(
  ctx: Context,
  id: string,
  reason: EndReason,
  action: string,
): Promise<boolean> {
  const [ended] = await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now(), endReason: reason })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
    .returning({ userId: sessions.userId })
  if (!ended) return false
  await audit(ctx, action, { entity: 'Session', entityId: id, after: { userId: ended.userId, reason } })
  await tellEnded(ctx, [{ sessionId: id, userId: ended.userId }])
  return true
}

async function endWhere(ctx: Context, where: SQL | undefined, reason: EndReason) {
  const ended = await ctx.db
    .update(sessions)
    .set({ endedAt: ctx.now(), endReason: reason })
    .where(and(isNull(sessions.endedAt), where))
    .returning({ id: sessions.id, userId: sessions.userId })
  await auditAll(
    ctx,
    'session.end',
    ended.map(({ id, userId }) => ({ entity: 'Session', entityId: id, after: { userId, reason } })),
  )
  await tellEnded(
    ctx,
    ended.map(({ id, userId }) => ({ sessionId: id, userId })),
  )
}

/**
 * Ends all sessions of somebody, or all but one, in the open transaction: requests and open subscriptions
 * end everywhere as soon as it is committed (AU3).
 */
export const endSessionsOf = (
  ctx: Context,
  userId: string,
  reason: EndReason,
  { except }: { except?: string } = {},
): Promise<void> =>
  endWhere(
    ctx,
    and(eq(sessions.userId, userId), except === undefined ? undefined : ne(sessions.id, asId(except))),
    reason,
  )

/** The same of many people, in as many statements as for one. */
export const endSessionsOfAll = (
  ctx: Context,
  userIds: readonly string[],
  reason: EndReason,
): Promise<void> => endWhere(ctx, inArray(sessions.userId, userIds), reason)

/** Ends all sessions that began at a shared workstation, in the open transaction. */
export const endSessionsAt = (ctx: Context, workstationId: string, reason: EndReason): Promise<void> =>
  endWhere(ctx, eq(sessions.workstationId, workstationId), reason)
