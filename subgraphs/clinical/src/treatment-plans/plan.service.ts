import { authorize } from '@vetgraph/kit/access/authorize'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { newId } from '@vetgraph/kit/ids'
import { thousandthsOf } from '@vetgraph/kit/money'
import { asIdOrNull } from '@vetgraph/kit/reads/refs'
import { once } from '@vetgraph/kit/work/idempotency'
import { eq } from 'drizzle-orm'
import { checkAlive, lockPet } from '../pets/pet.service.ts'
import { locations } from '../refs/location-ref.service.ts'
import { checkServices } from '../refs/service.service.ts'
import type {
  CreateTreatmentPlanInput,
  OfferTreatmentPlanInput,
  TreatmentPlanLineInput,
  UpdateTreatmentPlanInput,
  WithdrawTreatmentPlanInput,
} from './treatment-plan.inputs.ts'
import { checkStatus, getTreatmentPlan, lockTreatmentPlan, saved } from './treatment-plan.service.ts'
import {
  TreatmentPlanDecision,
  type TreatmentPlanLineRow,
  treatmentPlanLines,
  type TreatmentPlanRow,
  TreatmentPlanStatus,
} from './treatment-plan.table.ts'

const maxLines = 50
const maxThousandths = 100_000_000

function quantitiesOf({ lowQuantity, highQuantity }: TreatmentPlanLineInput, field: string) {
  const high = thousandthsOf(highQuantity)
  if (high === null || high <= 0 || high > maxThousandths)
    throw badInput(`${field}.highQuantity`, 'A quantity is more than 0, at most 100,000, to three decimals.')
  const low = thousandthsOf(lowQuantity ?? highQuantity)
  if (low === null || low < 0 || low > high)
    throw badInput(`${field}.lowQuantity`, 'The least is between 0 and the most.')
  return { lowQuantity: low, highQuantity: high }
}

async function putLines(ctx: Context, planId: string, lines: readonly TreatmentPlanLineInput[]) {
  if (lines.length > maxLines) throw badInput('lines', `At most ${maxLines} lines.`)
  const named = lines.map(({ serviceId }, place) => ({ serviceId, field: `lines.${place}.serviceId` }))
  await checkServices(ctx, named)
  const rows = lines.map((line, place): TreatmentPlanLineRow => ({
    id: newId(),
    planId,
    position: place + 1,
    description: line.description,
    serviceId: asIdOrNull(line.serviceId),
    ...quantitiesOf(line, `lines.${place}`),
    recommended: line.recommended,
    decision: TreatmentPlanDecision.OPEN,
    declineReason: null,
  }))
  if (rows.length > 0) await ctx.db.insert(treatmentPlanLines).values(rows)
}

/** Begins a plan for a patient, which is changed until it is offered. */
export async function createTreatmentPlan(
  ctx: Context,
  input: CreateTreatmentPlanInput,
): Promise<TreatmentPlanRow> {
  const { userId } = authorize(ctx, 'treatment-plan:write', input.locationId)
  const id = await once(ctx, 'createTreatmentPlan', input, async (ctx) => {
    if (!(await locations.find(ctx, input.locationId))) throw notFound('location', 'locationId')
    const pet = await lockPet(ctx, input.petId, 'petId')
    checkAlive(pet, 'petId')
    const plan = await saved.add(ctx, {
      petId: pet.id,
      locationId: input.locationId,
      title: input.title,
      diagnosis: input.diagnosis ?? null,
      plannedBy: userId,
      status: TreatmentPlanStatus.DRAFT,
    })
    await putLines(ctx, plan.id, input.lines)
    return plan.id
  })
  return getTreatmentPlan(ctx, id)
}

/** Saves a draft anew, with all of its lines. */
export async function updateTreatmentPlan(
  ctx: Context,
  input: UpdateTreatmentPlanInput,
): Promise<TreatmentPlanRow> {
  authorize(ctx, 'treatment-plan:write')
  return transact(ctx, async (ctx) => {
    const { plan } = await lockTreatmentPlan(ctx, input)
    authorize(ctx, 'treatment-plan:write', plan.locationId)
    checkStatus(plan, TreatmentPlanStatus.DRAFT)
    await ctx.db.delete(treatmentPlanLines).where(eq(treatmentPlanLines.planId, plan.id))
    await putLines(ctx, plan.id, input.lines)
    return saved.change(ctx, plan, { title: input.title, diagnosis: input.diagnosis ?? null })
  })
}

/** Offers a draft to the owner: from then on it stays as it is. */
export async function offerTreatmentPlan(
  ctx: Context,
  input: OfferTreatmentPlanInput,
): Promise<TreatmentPlanRow> {
  authorize(ctx, 'treatment-plan:write')
  return transact(ctx, async (ctx) => {
    const { plan, pet, lines } = await lockTreatmentPlan(ctx, input)
    authorize(ctx, 'treatment-plan:write', plan.locationId)
    checkStatus(plan, TreatmentPlanStatus.DRAFT)
    checkAlive(pet, 'id')
    if (lines.length === 0) throw badInput('lines', 'A plan without lines cannot be offered.')
    const offered = { status: TreatmentPlanStatus.OFFERED, offeredAt: ctx.now() }
    return saved.change(ctx, plan, offered, 'offer')
  })
}

/** The plan is offered no longer, for a reason; it stays on the chart. */
export async function withdrawTreatmentPlan(
  ctx: Context,
  input: WithdrawTreatmentPlanInput,
): Promise<TreatmentPlanRow> {
  authorize(ctx, 'treatment-plan:write')
  return transact(ctx, async (ctx) => {
    const { plan } = await lockTreatmentPlan(ctx, input)
    authorize(ctx, 'treatment-plan:write', plan.locationId)
    checkStatus(plan, TreatmentPlanStatus.DRAFT, TreatmentPlanStatus.OFFERED)
    const withdrawn = {
      status: TreatmentPlanStatus.WITHDRAWN,
      withdrawnAt: ctx.now(),
      withdrawnReason: input.reason,
    }
    return saved.change(ctx, plan, withdrawn, 'withdraw')
  })
}
