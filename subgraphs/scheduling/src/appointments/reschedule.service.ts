import { audit } from '@vetgraph/kit/audit'
import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { emit } from '@vetgraph/kit/events'
import { once } from '@vetgraph/kit/idempotency'
import { addMinutes, minutesBetween } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import { newId } from '@vetgraph/kit/ids'
import { pets } from '../refs/refs.service.ts'
import type { RescheduleAppointmentInput, UpdateAppointmentInput } from './appointment.inputs.ts'
import { findAppointment, getForChange } from './appointment.service.ts'
import {
  appointmentHistory,
  type AppointmentRow,
  appointments,
  AppointmentStatus,
  expected,
} from './appointment.table.ts'
import { chooseRoom, factsOf, signalChange, type Wish, withAlternatives } from './book.service.ts'
import { checkParties, checkPetFree, checkTime, textOf } from './checks.service.ts'
import { durationOf } from './slots.service.ts'

/** What moving the visit as asked would mean. */
async function wishOf(ctx: Context, row: AppointmentRow, input: RescheduleAppointmentInput): Promise<Wish> {
  const parties = await checkParties(ctx, { ...row, vetId: input.vetId ?? row.vetId })
  const minutes = durationOf(parties.type, input.durationMinutes ?? minutesBetween(row))
  return {
    ...parties,
    startsAt: input.startsAt,
    endsAt: addMinutes(input.startsAt, minutes),
    movingId: row.id,
  }
}

const placeOf = ({ startsAt, endsAt, vetId, roomId }: AppointmentRow) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  vetId,
  roomId,
})

async function roomFor(ctx: Context, wish: Wish, row: AppointmentRow, input: RescheduleAppointmentInput) {
  if (input.roomId) return chooseRoom(ctx, wish, input.roomId)
  return wish.type.needsRoom ? chooseRoom(ctx, wish, null, row.roomId) : row.roomId
}

async function move(
  ctx: Context,
  row: AppointmentRow,
  wish: Wish,
  input: RescheduleAppointmentInput,
): Promise<string> {
  await checkTime(ctx, wish, wish)
  const overlapReason = await checkPetFree(ctx, { ...wish, visitId: row.id }, input.overlapReason)
  await lockFor(ctx, `vet ${wish.vet.id}`)
  const timeChanged = wish.startsAt.getTime() !== row.startsAt.getTime()
  const moved: AppointmentRow = {
    ...row,
    vetId: wish.vet.id,
    roomId: await roomFor(ctx, wish, row, input),
    startsAt: wish.startsAt,
    endsAt: wish.endsAt,
    overlapReason,
    // The client confirmed another time than this one (AP11).
    status: timeChanged ? AppointmentStatus.SCHEDULED : row.status,
    version: row.version + 1,
    updatedAt: ctx.now(),
  }
  await ctx.db.update(appointments).set(moved).where(eq(appointments.id, row.id))
  await ctx.db.insert(appointmentHistory).values({
    id: newId(),
    appointmentId: row.id,
    at: ctx.now(),
    fromStatus: row.status,
    toStatus: moved.status,
    action: 'RESCHEDULE',
    actorId: ctx.viewer?.userId ?? null,
    reason: overlapReason,
    move: { from: placeOf(row), to: placeOf(moved) },
  })
  await audit(ctx, 'appointment.reschedule', {
    entity: 'Appointment',
    entityId: row.id,
    before: row,
    after: moved,
  })
  const facts = await factsOf(ctx, moved)
  await emit(ctx, 'appointment.rescheduled', row.id, {
    ...facts,
    previousVetId: row.vetId,
    previousStartsAt: row.startsAt.toISOString(),
  })
  await signalChange(ctx, 'RESCHEDULED', moved, facts, row.vetId)
  return row.id
}

/** Moves a visit that has not begun; id and history stay, a taken time is a CONFLICT with free ones (AP1, AP11). */
export async function rescheduleAppointment(
  ctx: Context,
  input: RescheduleAppointmentInput,
): Promise<AppointmentRow> {
  let wish: Wish | null = null
  try {
    const id = await once(ctx, 'appointment.reschedule', input, async (ctx) => {
      const row = await getForChange(ctx, input.id, 'appointment:book', input.version)
      if (!expected.includes(row.status))
        throw badInput('id', 'Only a visit that has not begun can be moved.')
      wish = await wishOf(ctx, row, input)
      return move(ctx, row, wish, input)
    })
    return await getShown(ctx, id)
  } catch (error) {
    throw wish ? await withAlternatives(ctx, error, wish) : error
  }
}

/** Changes the texts of a visit; a stale version is a CONFLICT carrying the present values. */
export async function updateAppointment(
  ctx: Context,
  input: UpdateAppointmentInput,
): Promise<AppointmentRow> {
  await transact(ctx, async (ctx) => {
    const row = await getForChange(ctx, input.id, 'appointment:book', input.version)
    const updated: AppointmentRow = {
      ...row,
      reason: input.reason == null ? row.reason : textOf('reason', input.reason),
      notes: input.notes == null ? row.notes : textOf('notes', input.notes),
      version: row.version + 1,
      updatedAt: ctx.now(),
    }
    await ctx.db.update(appointments).set(updated).where(eq(appointments.id, row.id))
    await audit(ctx, 'appointment.update', {
      entity: 'Appointment',
      entityId: row.id,
      before: row,
      after: updated,
    })
    const pet = await pets.find(ctx, row.petId)
    if (pet) await signalChange(ctx, 'UPDATED', updated, pet)
  })
  return getShown(ctx, input.id)
}

/** The visit as the viewer sees it after a change. */
export async function getShown(ctx: Context, id: string): Promise<AppointmentRow> {
  const row = await findAppointment(ctx, id)
  if (!row) throw notFound('appointment', 'id')
  return row
}
