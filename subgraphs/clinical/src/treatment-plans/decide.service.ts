import { authorize } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { emit } from '@vetgraph/kit/contracts/events'
import { signatureFrom } from '@vetgraph/kit/documents/signature'
import { badInput } from '@vetgraph/kit/errors'
import { quantityOf } from '@vetgraph/kit/money'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { once } from '@vetgraph/kit/work/idempotency'
import { eq } from 'drizzle-orm'
import { checkAlive } from '../pets/pet.service.ts'
import { locations } from '../refs/location-ref.service.ts'
import type { DecideTreatmentPlanInput, TreatmentPlanDecisionInput } from './treatment-plan.inputs.ts'
import { checkStatus, getTreatmentPlan, lockTreatmentPlan, saved } from './treatment-plan.service.ts'
import {
  TreatmentPlanDecision,
  type TreatmentPlanLineRow,
  treatmentPlanLines,
  type TreatmentPlanRow,
  treatmentPlanSignatures,
  TreatmentPlanStatus,
} from './treatment-plan.table.ts'

const maxDays = 730

/** What is decided about each line; each has one decision, and a declined one a reason. */
function decisionsOf(
  lines: readonly TreatmentPlanLineRow[],
  decisions: readonly TreatmentPlanDecisionInput[],
) {
  if (decisions.length !== lines.length)
    throw badInput('decisions', 'Each line is either accepted or declined.')
  return lines.map((line) => {
    const place = decisions.findIndex(({ lineId }) => lineId === line.id)
    const decided = decisions[place]
    if (!decided) throw badInput('decisions', `“${line.description}” is neither accepted nor declined.`)
    const reason = decided.reason ?? null
    if (decided.accepted !== (reason === null))
      throw badInput(
        `decisions.${place}.reason`,
        decided.accepted ? 'An accepted line needs no reason.' : `Say why “${line.description}” is declined.`,
      )
    return {
      ...line,
      decision: decided.accepted ? TreatmentPlanDecision.ACCEPTED : TreatmentPlanDecision.DECLINED,
      declineReason: reason,
    }
  })
}

/** The day from which on the owner is asked again, if anything is declined. */
async function followUpOf(
  ctx: Context,
  locationId: string,
  lines: ReadonlyArray<Pick<TreatmentPlanLineRow, 'decision'>>,
  day: string | null | undefined,
) {
  if (!day) return null
  if (lines.every(({ decision }) => decision === TreatmentPlanDecision.ACCEPTED))
    throw badInput('followUpOn', 'Nothing is declined.')
  const { timeZone } = (await locations.find(ctx, locationId))!
  const today = dayOf(ctx.now(), timeZone)
  if (day <= today || day > addDays(today, maxDays))
    throw badInput('followUpOn', 'A day after today, at most two years ahead.')
  return day
}

async function decide(ctx: Context, input: DecideTreatmentPlanInput): Promise<string> {
  const { plan, pet, lines } = await lockTreatmentPlan(ctx, input)
  const { userId } = authorize(ctx, 'treatment-plan:decide', plan.locationId)
  checkStatus(plan, TreatmentPlanStatus.OFFERED)
  checkAlive(pet, 'id')
  const decided = decisionsOf(lines, input.decisions)
  const followUpOn = await followUpOf(ctx, plan.locationId, decided, input.followUpOn)
  const image = signatureFrom(input.signature)
  for (const { id, decision, declineReason } of decided)
    await ctx.db
      .update(treatmentPlanLines)
      .set({ decision, declineReason })
      .where(eq(treatmentPlanLines.id, id))
  await ctx.db.insert(treatmentPlanSignatures).values({ id: plan.id, image })
  await saved.change(
    ctx,
    plan,
    {
      status: TreatmentPlanStatus.DECIDED,
      decidedAt: ctx.now(),
      signedBy: input.signedBy,
      witnessId: userId,
      followUpOn,
    },
    'decide',
  )
  await emit(ctx, 'treatment-plan.decided', plan.id, {
    id: plan.id,
    title: plan.title,
    petId: pet.id,
    petName: pet.name,
    ownerId: pet.ownerId,
    locationId: plan.locationId,
    accepted: decided
      .filter(({ decision }) => decision === TreatmentPlanDecision.ACCEPTED)
      .map(({ description, serviceId, lowQuantity, highQuantity }) => ({
        description,
        serviceId,
        lowQuantity: quantityOf(lowQuantity),
        quantity: quantityOf(highQuantity),
      })),
  })
  return plan.id
}

/** The owner accepts or declines each line and signs before a witness, once; billing estimates what was accepted. */
export async function decideTreatmentPlan(
  ctx: Context,
  input: DecideTreatmentPlanInput,
): Promise<TreatmentPlanRow> {
  authorize(ctx, 'treatment-plan:decide')
  const id = await once(ctx, 'decideTreatmentPlan', input, (ctx) => decide(ctx, input))
  return getTreatmentPlan(ctx, id)
}
