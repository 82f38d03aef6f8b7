import { authorize } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { conflict } from '@vetgraph/kit/errors'
import { asIdOrNull } from '@vetgraph/kit/reads/refs'
import { and, eq, lte } from 'drizzle-orm'
import type { FollowUpTreatmentPlanInput, TreatmentPlanFollowUpFilter } from './treatment-plan.inputs.ts'
import { listTreatmentPlans, lockTreatmentPlan, saved } from './treatment-plan.service.ts'
import { toFollowUp, type TreatmentPlanRow, treatmentPlans } from './treatment-plan.table.ts'

/** Plans of which something was declined and whose owners are still to be asked again, the earliest day first (MR11). */
export const listToFollowUp = listTreatmentPlans({
  wanted: (filter: TreatmentPlanFollowUpFilter | null) => ({
    vetId: asIdOrNull(filter?.vetId),
    until: filter?.until ?? null,
  }),
  matching: ({ vetId, until }) =>
    and(
      toFollowUp,
      vetId ? eq(treatmentPlans.plannedBy, vetId) : undefined,
      until ? lte(treatmentPlans.followUpOn, until) : undefined,
    ),
  order: () => ({ key: treatmentPlans.followUpOn, id: treatmentPlans.id, direction: 'asc' }),
  keyOf: ({ followUpOn }) => followUpOn!,
})

/** Keeps that the owner was asked again about what was declined, once. */
export async function followUpTreatmentPlan(
  ctx: Context,
  input: FollowUpTreatmentPlanInput,
): Promise<TreatmentPlanRow> {
  const { userId } = authorize(ctx, 'treatment-plan:decide')
  return transact(ctx, async (ctx) => {
    const { plan } = await lockTreatmentPlan(ctx, input)
    authorize(ctx, 'treatment-plan:decide', plan.locationId)
    if (!plan.followUpOn || plan.followedUpAt)
      throw conflict('Nobody is to be asked again about this plan.', { field: 'id' })
    const asked = { followedUpAt: ctx.now(), followedUpBy: userId, followUpNote: input.note }
    return saved.change(ctx, plan, asked, 'follow-up')
  })
}
