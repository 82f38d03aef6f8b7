import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize } from '@vetgraph/kit/access/authorize'
import { addMinutes, dayOf } from '@vetgraph/kit/time'
import { and, count, gt, inArray } from 'drizzle-orm'
import { durationOf } from '../appointment-types/appointment-type.service.ts'
import { getForChange } from '../appointments/appointment.service.ts'
import {
  AppointmentAction,
  type AppointmentRow,
  appointments,
  AppointmentStatus,
  inHouse,
} from '../appointments/appointment.table.ts'
import { newVisit } from '../appointments/book.service.ts'
import { checkOffer, checkPatient, checkPetFree } from '../appointments/checks.service.ts'
import { impossible } from '../appointments/progress.service.ts'
import { getShown } from '../appointments/reschedule.service.ts'
import { writeStep } from '../appointments/step.service.ts'
import { locations, users } from '../refs/refs.service.ts'
import { rosterOf } from '../rosters/roster.service.ts'
import { maxDaysInHouse } from './patient-flow.service.ts'
import type { RegisterWalkInInput, UpdateWalkInInput } from './walk-in.types.ts'

/** How many patients each of these vets has in the hospital. */
async function patientsOf(ctx: Context, vetIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ vetId: appointments.vetId, patients: count() })
    .from(appointments)
    .where(
      and(
        inArray(appointments.vetId, [...vetIds]),
        inArray(appointments.status, [...inHouse]),
        gt(appointments.startsAt, addMinutes(ctx.now(), -maxDaysInHouse * 24 * 60)),
      ),
    )
    .groupBy(appointments.vetId)
  return new Map(rows.map(({ vetId, patients }) => [vetId, patients]))
}

/** Who sees a walk-in that is brought to nobody in particular. */
async function chooseVet(ctx: Context, locationId: string): Promise<string> {
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const viewer = ctx.viewer?.userId ? await users.find(ctx, ctx.viewer.userId) : null
  if (viewer?.isVet && viewer.active) return viewer.id
  const now = ctx.now()
  const onDuty = (await rosterOf(ctx, location, dayOf(now, location.timeZone), 1))
    .filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
    .map(({ vetId }) => vetId)
  const people = await Promise.all([...new Set(onDuty)].map((id) => users.find(ctx, id)))
  const vets = people.flatMap((person) => (person?.isVet && person.active ? [person.id] : []))
  if (vets.length === 0) throw badInput('vetId', 'No vet is on duty now; say who sees the patient.')
  const patients = await patientsOf(ctx, vets)
  return vets.reduce((a, b) => ((patients.get(b) ?? 0) < (patients.get(a) ?? 0) ? b : a))
}

/** Registers a patient who comes without an appointment, at any hour and also while nobody knows it (AP14). */
export async function registerWalkIn(ctx: Context, input: RegisterWalkInInput): Promise<AppointmentRow> {
  authorize(ctx, 'walk-in:register', input.locationId)
  const id = await once(ctx, 'walk-in.register', input, async (ctx) => {
    const { petId = null, patientDescription = null, level = null } = input
    if (petId === null && patientDescription === null)
      throw badInput('patientDescription', 'Say which patient it is, or what it looks like.')
    const pet = petId === null ? null : await checkPatient(ctx, petId)
    const vetId = input.vetId ?? (await chooseVet(ctx, input.locationId))
    const { vet, location, type } = await checkOffer(ctx, { ...input, vetId })
    const startsAt = ctx.now()
    const endsAt = addMinutes(startsAt, durationOf(type, null, pet?.speciesId ?? null))
    if (pet) await checkPetFree(ctx, { pet, location, startsAt, endsAt }, null)
    const wish = { pet, vet, location, type, startsAt, endsAt }
    const row = newVisit(ctx, wish, {
      roomId: null,
      reason: input.reason ?? '',
      notes: '',
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      status: AppointmentStatus.ARRIVED,
      walkIn: true,
      patientDescription,
      broughtBy: input.broughtBy ?? null,
      arrivedAt: startsAt,
      triageLevel: level,
      triagedAt: level && startsAt,
    })
    return writeStep(ctx, { action: 'BOOK', before: null, after: row })
  })
  return getShown(ctx, id)
}

/** Says what became known of a walk-in: which patient it is, who brought it, which vet sees it (AP14). */
export async function updateWalkIn(ctx: Context, input: UpdateWalkInInput): Promise<AppointmentRow> {
  const id = await once(ctx, 'walk-in.update', input, async (ctx) => {
    const row = await getForChange(ctx, input.id, 'walk-in:register', input.version)
    if (!row.walkIn) throw badInput('id', 'This visit was booked; move or edit it instead.')
    if (!inHouse.includes(row.status)) throw impossible(row)
    const petId = input.petId ?? row.petId
    const vetId = input.vetId ?? row.vetId
    const { location } = await checkOffer(ctx, { ...row, vetId })
    if (petId !== null && petId !== row.petId) {
      if (row.petId !== null)
        throw conflict('The patient of this visit is known already.', { field: 'petId' })
      const pet = await checkPatient(ctx, petId)
      await checkPetFree(ctx, { ...row, pet, location, visitId: row.id }, null)
    }
    const after = {
      ...row,
      petId,
      vetId,
      patientDescription: input.patientDescription ?? row.patientDescription,
      broughtBy: input.broughtBy ?? row.broughtBy,
      version: row.version + 1,
      updatedAt: ctx.now(),
    }
    const action = vetId === row.vetId ? AppointmentAction.UPDATE : AppointmentAction.RESCHEDULE
    return writeStep(ctx, { action, before: row, after })
  })
  return getShown(ctx, id)
}
