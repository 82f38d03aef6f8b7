import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { eq } from 'drizzle-orm'
import { checkTime } from '../measurements/time.check.ts'
import { lockPet } from '../pets/pet.service.ts'
import { isCritical } from './flag.ts'
import type { AcknowledgeLabResultInput, AssignLabResultInput } from './lab-order.inputs.ts'
import { lockLabOrder, saved } from './lab-order.service.ts'
import { type LabOrderRow, LabOrderStatus, labResults } from './lab-order.table.ts'
import { tellOrdered, vetFor } from './order.service.ts'
import { comparedWith, heldResults } from './record.service.ts'

/** Gives results that fitted no patient to one; they are flagged by its species and age, and become a vet's task. */
export async function assignLabResult(ctx: Context, input: AssignLabResultInput): Promise<LabOrderRow> {
  const viewer = authorize(ctx, 'lab:write')
  return transact(ctx, async (ctx) => {
    const vetId = await vetFor(ctx, viewer, input.vetId)
    const pet = await lockPet(ctx, input.petId, 'petId')
    const order = await saved.lock(ctx, input.id, input.version)
    authorize(ctx, 'lab:write', order.locationId)
    if (order.petId !== null || order.status === LabOrderStatus.CANCELLED)
      throw conflict('Somebody has decided this already.', { field: 'id', status: order.status })
    await checkTime(ctx, pet, order.sampledAt!, 'petId')
    const held = await heldResults(ctx, order.id)
    const compared = await Promise.all(
      held.map(async (result) => [result.id, await comparedWith(ctx, result, pet, order)] as const),
    )
    for (const [id, range] of compared)
      await ctx.db.update(labResults).set(range).where(eq(labResults.id, id))
    const critical = compared.some(([, { flag }]) => isCritical(flag))
    const assigned = await saved.change(ctx, order, { petId: pet.id, vetId, critical }, 'assign')
    await tellOrdered(ctx, assigned, pet)
    return assigned
  })
}

/** Says by name who has looked at results; critical ones wait in red until then (MR9). Releases them if wanted (P1). */
export async function acknowledgeLabResult(
  ctx: Context,
  input: AcknowledgeLabResultInput,
): Promise<LabOrderRow> {
  const { userId } = authorize(ctx, 'lab:acknowledge')
  if (input.release) authorize(ctx, 'medical-record:release')
  return transact(ctx, async (ctx) => {
    const { order } = await lockLabOrder(ctx, input)
    authorize(ctx, 'lab:acknowledge', order.locationId)
    if (input.release) authorize(ctx, 'medical-record:release', order.locationId)
    if (!order.petId || !order.resultsAt || order.status === LabOrderStatus.CANCELLED)
      throw conflict('There are no results of a patient to look at.', { field: 'id', status: order.status })
    if (order.acknowledgedAt) throw conflict('Somebody has looked at these results.', { field: 'id' })
    if (input.release && order.status === LabOrderStatus.PARTIAL)
      throw badInput('release', 'The owner sees final results only.')
    const acknowledged = {
      acknowledgedAt: ctx.now(),
      acknowledgedBy: userId,
      releasedAt: input.release ? ctx.now() : null,
    }
    return saved.change(ctx, order, acknowledged, 'acknowledge')
  })
}
