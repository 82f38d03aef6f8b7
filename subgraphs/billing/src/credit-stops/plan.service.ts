import type { Context } from '@vetgraph/kit/context'
import { plan } from '@vetgraph/kit/work/work'
import { and, eq, inArray } from 'drizzle-orm'
import { creditStops } from './credit-stop.table.ts'

/** Has the credit of owners looked at again, whose automatic stop may end by what the open transaction does. */
export async function planCreditCheck(ctx: Context, ownerIds: readonly string[]) {
  const stopped = await ctx.db
    .select({ id: creditStops.id })
    .from(creditStops)
    .where(
      and(
        inArray(creditStops.id, [...ownerIds]),
        eq(creditStops.stopped, true),
        eq(creditStops.automatic, true),
      ),
    )
  for (const { id: ownerId } of stopped) await plan(ctx, 'check-credit', { ownerId }, { key: ownerId })
}
