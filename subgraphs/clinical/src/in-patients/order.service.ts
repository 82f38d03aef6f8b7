import type { Context } from '@vetgraph/kit/context'
import { authorize } from '@vetgraph/kit/access/authorize'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { asId, asIdOrNull } from '@vetgraph/kit/reads/refs'
import { addMinutes } from '@vetgraph/kit/time'
import { once } from '@vetgraph/kit/work/idempotency'
import { writing } from '@vetgraph/kit/work/writing'
import { and, count, eq, isNotNull, isNull } from 'drizzle-orm'
import { checkAlive, readPet } from '../pets/pet.service.ts'
import { checkServices } from '../refs/service.service.ts'
import type { OrderTreatmentInput, StopTreatmentInput } from './in-patient.inputs.ts'
import { lockPresent, signalSheet } from './in-patient.service.ts'
import { treatmentEntries, TreatmentOutcome, type TreatmentRow, treatments } from './treatment.table.ts'

/** How many may run for one patient at once. */
const maxRunning = 60
const dayMinutes = 1440

const saved = writing({
  table: treatments,
  type: 'Treatment',
  noun: 'treatment',
  values: ({ createdAt: _at, updatedAt: _changed, id: _id, version: _version, ...values }) => values,
})

/** The treatment with its stay, kept from others and still running in the hospital. */
export async function lockTreatment(ctx: Context, id: string, field: string) {
  const [treatment] = await ctx.db
    .select()
    .from(treatments)
    .where(eq(treatments.id, asId(id)))
  if (!treatment) throw notFound('treatment', field)
  const stay = await lockPresent(ctx, treatment.inPatientId, field)
  return { stay, treatment: await saved.lock(ctx, treatment.id) }
}

export async function getTreatment(ctx: Context, id: string): Promise<TreatmentRow> {
  const [treatment] = await ctx.db
    .select()
    .from(treatments)
    .where(eq(treatments.id, asId(id)))
  if (!treatment) throw notFound('treatment', 'id')
  return treatment
}

/** The start of an order: now, or a time of the coming week. */
function startOf(ctx: Context, startsAt: Date | null | undefined): Date {
  const now = ctx.now()
  const start = startsAt ?? now
  if (start < addMinutes(now, -60)) throw badInput('startsAt', 'This is past.')
  if (start > addMinutes(now, 7 * dayMinutes)) throw badInput('startsAt', 'At most a week ahead.')
  // Whole minutes: the time of a task is what nurses read and send back.
  return new Date(Math.floor(start.getTime() / 60_000) * 60_000)
}

/** Orders a treatment for an in-patient; its times stand on the sheet at once (MR10). */
export async function orderTreatment(ctx: Context, input: OrderTreatmentInput): Promise<TreatmentRow> {
  const { userId } = authorize(ctx, 'treatment:order')
  const id = await once(ctx, 'orderTreatment', input, async (ctx) => {
    const startsAt = startOf(ctx, input.startsAt)
    // Billing is asked before the stay is kept from others.
    await checkServices(ctx, [{ ...input, field: 'serviceId' }])
    const stay = await lockPresent(ctx, input.inPatientId, 'inPatientId')
    authorize(ctx, 'treatment:order', stay.locationId)
    checkAlive(await readPet(ctx, stay.petId, 'inPatientId'), 'inPatientId')
    const running = and(eq(treatments.inPatientId, stay.id), isNull(treatments.stoppedAt))
    if ((await ctx.db.$count(treatments, running)) >= maxRunning)
      throw badInput('name', `At most ${maxRunning} at once: stop what is done.`)
    const { name, frequency } = input
    const serviceId = asIdOrNull(input.serviceId)
    const order = {
      inPatientId: stay.id,
      name,
      details: input.details ?? null,
      serviceId,
      frequency,
      startsAt,
    }
    const treatment = await saved.add(ctx, { ...order, orderedBy: userId })
    await signalSheet(ctx, stay)
    return treatment.id
  })
  return getTreatment(ctx, id)
}

/** Ends a treatment from now on: what was due before stays on the sheet (MR10). */
export async function stopTreatment(ctx: Context, input: StopTreatmentInput): Promise<TreatmentRow> {
  const { userId } = authorize(ctx, 'treatment:order')
  return transact(ctx, async (ctx) => {
    const { stay, treatment } = await lockTreatment(ctx, input.id, 'id')
    authorize(ctx, 'treatment:order', stay.locationId)
    if (treatment.stoppedAt) throw conflict('This treatment is stopped already.', { field: 'id' })
    const stop = { stoppedAt: ctx.now(), stoppedBy: userId, stopReason: input.reason }
    const stopped = await saved.change(ctx, treatment, stop, 'stop')
    await signalSheet(ctx, stay)
    return stopped
  })
}

/** What the price list charges of a stay, and how often it was given. */
export const chargedTreatments = async (ctx: Context, inPatientId: string) =>
  (
    await ctx.db
      .select({
        id: treatments.id,
        name: treatments.name,
        serviceId: treatments.serviceId,
        given: count(treatmentEntries.id),
      })
      .from(treatments)
      .innerJoin(
        treatmentEntries,
        and(
          eq(treatmentEntries.treatmentId, treatments.id),
          eq(treatmentEntries.outcome, TreatmentOutcome.GIVEN),
          isNull(treatmentEntries.undoneAt),
        ),
      )
      .where(and(eq(treatments.inPatientId, inPatientId), isNotNull(treatments.serviceId)))
      .groupBy(treatments.id)
      .orderBy(treatments.startsAt, treatments.id)
  ).map((treatment) => ({ ...treatment, serviceId: treatment.serviceId! }))

/** Stops whatever runs for a patient who goes home. */
export async function stopAll(ctx: Context, inPatientId: string, userId: string, reason: string) {
  const running = await ctx.db
    .select()
    .from(treatments)
    .where(and(eq(treatments.inPatientId, inPatientId), isNull(treatments.stoppedAt)))
    .for('update')
  for (const treatment of running)
    await saved.change(
      ctx,
      treatment,
      { stoppedAt: ctx.now(), stoppedBy: userId, stopReason: reason },
      'stop',
    )
}
