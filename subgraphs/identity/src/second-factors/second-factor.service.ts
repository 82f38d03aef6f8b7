import type { Context } from '@vetgraph/kit/context'
import { can } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { rolesOf, type UserRow } from '../users/user.service.ts'
import { recoveryCodes, secondFactors } from './second-factor.table.ts'
import type { SecondFactor } from './second-factor.types.ts'

type Standing = Pick<SecondFactor, 'confirmedAt' | 'recoveryCodesLeft'>

async function readStandings(ctx: Context, userIds: readonly string[]) {
  const unused = ctx.db.$count(
    recoveryCodes,
    and(eq(recoveryCodes.userId, secondFactors.userId), isNull(recoveryCodes.usedAt)),
  )
  const rows = await ctx.db
    .select({
      userId: secondFactors.userId,
      confirmedAt: secondFactors.confirmedAt,
      recoveryCodesLeft: sql<number>`${unused}`.mapWith(Number),
    })
    .from(secondFactors)
    .where(and(inArray(secondFactors.userId, [...userIds]), isNotNull(secondFactors.confirmedAt)))
  return rows.map(({ userId, ...standing }): [string, Standing] => [userId, standing])
}

const isRequired = async (ctx: Context, user: { id: string }) =>
  (await rolesOf(ctx, user)).some(({ role }) => role.requiresSecondFactor)

async function standingOf(ctx: Context, user: { id: string }): Promise<SecondFactor> {
  const [standing] = await groupLoaderOf(ctx, readStandings).load(user.id)
  return {
    enabled: standing !== undefined,
    required: await isRequired(ctx, user),
    confirmedAt: standing?.confirmedAt ?? null,
    recoveryCodesLeft: standing?.recoveryCodesLeft ?? 0,
  }
}

/** One's own, and for those who see accounts that of others; else null. */
export async function secondFactorOf(ctx: Context, user: UserRow): Promise<SecondFactor | null> {
  return ctx.viewer?.userId === user.id || can(ctx.viewer, 'user:read') ? standingOf(ctx, user) : null
}

/** Whether a role demands a second factor that this person does not have: then they may only set one up. */
export async function lacksSecondFactor(ctx: Context, user: UserRow): Promise<boolean> {
  const { required, enabled } = await standingOf(ctx, user)
  return required && !enabled
}
