import type { Context } from '@vetgraph/kit/context'
import { DomainError, ErrorCode } from '@vetgraph/kit/errors'
import { heard, standing } from '@vetgraph/kit/work/live'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { accessTokenSeconds } from '@vetgraph/kit/access/access-token'
import { and, gt, lte } from 'drizzle-orm'
import { apiClientSecrets } from '../api-clients/api-client.table.ts'
import { sessions } from './session.table.ts'

export const endedTopic = 'session.ended'

export type SessionEnded = Readonly<{ sessionId: string; userId: string }>

/** Those of people and those of API clients that ended while an access token of theirs may still be valid. */
async function recentlyEnded(ctx: Context): Promise<string[]> {
  const now = ctx.now()
  const since = new Date(now.getTime() - accessTokenSeconds * 1000)
  const rows = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(gt(sessions.endedAt, since))
    .unionAll(
      ctx.db
        .select({ id: apiClientSecrets.id })
        .from(apiClientSecrets)
        .where(and(gt(apiClientSecrets.expiresAt, since), lte(apiClientSecrets.expiresAt, now))),
    )
  return rows.map(({ id }) => id)
}

/**
 * Tells the hospital's own processes which sessions they must refuse: first all that ended lately,
 * then each as it ends (AU3).
 */
export function hearEndedSessions(ctx: Context): AsyncIterableIterator<string[]> {
  if (requireViewer(ctx).kind !== 'system') {
    throw new DomainError(ErrorCode.FORBIDDEN, 'Only the hospital’s own processes hear this.')
  }
  return standing(
    () => recentlyEnded(ctx),
    heard<SessionEnded>(ctx.live, endedTopic, () => true),
    ({ sessionId }) => [sessionId],
  )
}
