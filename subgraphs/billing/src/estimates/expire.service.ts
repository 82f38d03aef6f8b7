import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { and, eq, sql } from 'drizzle-orm'
import { locationRefs } from '../refs/refs.table.ts'
import { saved } from './estimate.service.ts'
import { estimates, EstimateStatus } from './estimate.table.ts'

const atOnce = 500

/**
 * Estimates that nobody answered while they were valid expire, by the calendar of their location.
 * system: nobody asks for it.
 */
export const expireEstimates = (ctx: Context) =>
  transact(ctx, async (ctx) => {
    const rows = await ctx.db
      .select()
      .from(estimates)
      .where(
        and(
          eq(estimates.status, EstimateStatus.SENT),
          sql`${estimates.validUntil} < (
            select (${ctx.now().toISOString()}::timestamptz at time zone l.time_zone)::date
            from ${locationRefs} l where l.id = ${estimates.locationId})`,
        ),
      )
      .limit(atOnce)
      .for('update', { skipLocked: true })
    for (const estimate of rows)
      await saved.change(ctx, estimate, { status: EstimateStatus.EXPIRED }, 'expire')
  })
