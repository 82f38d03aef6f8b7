import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import type { Events } from '@vetgraph/kit/contracts/events'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { announceUser } from '../users/user.service.ts'
import { users } from '../users/user.table.ts'

/**
 * Links a portal account to a household (AU7). Nobody is signed out: the next access token, within 15 minutes, has the
 * additional rights.
 */
export async function joinHousehold(ctx: Context, { userId, ownerId }: Events['household.claimed']) {
  const [user] = await ctx.db
    .update(users)
    .set({ ownerId, version: sql`${users.version} + 1`, updatedAt: ctx.now() })
    .where(and(eq(users.id, userId), isNull(users.ownerId)))
    .returning()
  if (!user) return
  await audit(ctx, 'user.join-household', { entity: 'User', entityId: userId, after: { ownerId } })
  await announceUser(ctx, user)
}
