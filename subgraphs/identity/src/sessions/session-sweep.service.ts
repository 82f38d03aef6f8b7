import type { Context } from '@vetgraph/kit/context'
import { sweep } from '@vetgraph/kit/work/sweep'
import { lt, sql } from 'drizzle-orm'
import { overSince, refreshTokens, sessions } from './session.table.ts'

const day = 24 * 60 * 60 * 1000

/** As long as an address is remembered as known for the account; the audit log keeps more. */
const keptDays = 90

/** Removes refresh tokens once they have expired, and sessions some time after their end. */
export async function sweepSessions(ctx: Context) {
  await sweep(ctx, refreshTokens, lt(refreshTokens.expiresAt, ctx.now()))
  const before = new Date(ctx.now().getTime() - keptDays * day)
  await sweep(ctx, sessions, sql`${overSince(sessions)} < ${before.toISOString()}`)
}
