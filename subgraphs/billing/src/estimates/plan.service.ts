import { authorize, can } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import type { TreatmentPlanFacts } from '@vetgraph/kit/contracts/events'
import { transact } from '@vetgraph/kit/database/db'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { dayOf } from '@vetgraph/kit/time'
import { and, eq, inArray } from 'drizzle-orm'
import { lockCharges } from '../charges/charge.service.ts'
import { pricesOn } from '../prices/price.service.ts'
import { services } from '../prices/service.table.ts'
import { getLocation } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { lastDay, linesOf } from './edit.service.ts'
import { findEstimate, saved } from './estimate.service.ts'
import { estimateItems, type EstimateRow, estimates, EstimateStatus } from './estimate.table.ts'

type Line = TreatmentPlanFacts['accepted'][number]

/** The lines whose entries of the price list have a price on this day, and the others, which people estimate. */
async function priced(ctx: Context, accepted: readonly Line[], location: LocationRef, day: string) {
  const wanted = accepted.flatMap(({ serviceId }) => serviceId ?? [])
  const prices = await pricesOn(ctx, { serviceIds: wanted, location, day })
  const offered = await ctx.db
    .select({ id: services.id })
    .from(services)
    .where(and(inArray(services.id, [...prices.keys()]), eq(services.active, true)))
  const known = new Set(offered.map(({ id }) => id))
  const hasPrice = ({ serviceId }: Line) => serviceId !== null && known.has(serviceId)
  return { items: accepted.filter(hasPrice), others: accepted.filter((line) => !hasPrice(line)) }
}

/**
 * What an owner has accepted of a treatment plan becomes a draft of an estimate, once (MR11). What has no price in the
 * list stands in its note, so that nobody overlooks it.
 */
export async function draftForPlan(ctx: Context, plan: TreatmentPlanFacts) {
  const { id: treatmentPlanId, title, petId, petName, ownerId, locationId, accepted } = plan
  authorize(ctx, 'estimate:write', locationId)
  await transact(ctx, async (ctx) => {
    await lockCharges(ctx, ownerId)
    if ((await ctx.db.$count(estimates, eq(estimates.treatmentPlanId, treatmentPlanId))) > 0) return
    const location = await getLocation(ctx, locationId)
    const day = dayOf(ctx.now(), location.timeZone)
    const { items, others } = await priced(ctx, accepted, location, day)
    if (items.length === 0) return
    const { low, high, rowsFor } = await linesOf(ctx, {
      items: items.map((line) => ({ ...line, petId })),
      location,
      day,
      pets: new Map([[petId, petName]]),
      before: [],
    })
    const estimate = await saved.add(ctx, {
      ownerId,
      locationId,
      currency: location.currency,
      title,
      note:
        others.length === 0
          ? null
          : `Not estimated yet: ${others.map(({ description }) => description).join(', ')}.`.slice(0, 2000),
      validUntil: lastDay(null, day, location),
      status: EstimateStatus.DRAFT,
      revision: 1,
      low,
      high,
      treatmentPlanId,
    })
    await ctx.db.insert(estimateItems).values(rowsFor(estimate.id, 1))
  })
}

const ofPlans = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db
    .select({ id: estimates.id, planId: estimates.treatmentPlanId })
    .from(estimates)
    .where(among(estimates.treatmentPlanId, ids)),
)

const readOfPlans = async (ctx: Context, ids: readonly string[]) =>
  (await ofPlans(ctx, { ids })).map(({ id, planId }) => [planId!, id] as const)

/** The estimate that was drafted of a treatment plan, if the viewer may see it. */
export async function estimateOfPlan(ctx: Context, planId: string): Promise<EstimateRow | null> {
  if (!can(ctx.viewer, 'invoice:read')) return null
  const [id] = await groupLoaderOf(ctx, readOfPlans).load(planId)
  return id === undefined ? null : findEstimate(ctx, id)
}
