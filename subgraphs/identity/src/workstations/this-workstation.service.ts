import type { Context } from '@vetgraph/kit/context'
import { accessTokenSeconds } from '@vetgraph/kit/access/access-token'
import { and, eq, isNull } from 'drizzle-orm'
import { setCookie } from '../secrets/cookie.ts'
import { hashOf, newSecret } from '@vetgraph/kit/access/secret'
import { type WorkstationRow, workstations } from './workstation.table.ts'

export type { WorkstationRow }

const cookieName = 'vetgraph_workstation'

/** The longest lifetime that browsers allow for cookies; renewed at every sign-in. */
const cookieSeconds = 400 * 24 * 60 * 60

/** Makes this browser hold a new workstation's secret; answers what is kept of it. */
export function handOverWorkstation(ctx: Context): string {
  const secret = newSecret()
  setCookie(ctx, { name: cookieName, value: secret, seconds: cookieSeconds })
  return hashOf(secret)
}

/** The shared workstation that this browser is; null when it is none, or was retired. */
export async function findThisWorkstation(ctx: Context): Promise<WorkstationRow | null> {
  const secret = ctx.cookies[cookieName]
  if (!secret) return null
  const [workstation] = await ctx.db
    .select()
    .from(workstations)
    .where(and(eq(workstations.hash, hashOf(secret)), isNull(workstations.revokedAt)))
  return workstation ?? null
}

export async function findWorkstation(ctx: Context, id: string): Promise<WorkstationRow | null> {
  const [workstation] = await ctx.db.select().from(workstations).where(eq(workstations.id, id))
  return workstation ?? null
}

/** The same, with its last use updated for a sign-in; locked so that it is not retired meanwhile. */
export async function useWorkstation(ctx: Context): Promise<WorkstationRow | null> {
  const found = await findThisWorkstation(ctx)
  if (!found) return null
  const [workstation] = await ctx.db
    .update(workstations)
    .set({ lastUsedAt: ctx.now() })
    .where(and(eq(workstations.id, found.id), isNull(workstations.revokedAt)))
    .returning()
  if (workstation)
    setCookie(ctx, { name: cookieName, value: ctx.cookies[cookieName] ?? '', seconds: cookieSeconds })
  return workstation ?? null
}

/**
 * The lifetime of an access token at a shared workstation: no longer than the idle time, so that a session ends if the
 * browser was closed; an open client renews it in time (AU8).
 */
export const secondsAt = (workstation: WorkstationRow | null) =>
  Math.min(accessTokenSeconds, (workstation?.idleMinutes ?? Infinity) * 60)

/** Whether the session was idle too long, or the clock changed by as much, so that nobody knows. */
export const isIdle = (ctx: Context, { idleMinutes }: WorkstationRow, lastUsedAt: Date) =>
  Math.abs(ctx.now().getTime() - lastUsedAt.getTime()) > idleMinutes * 60 * 1000
