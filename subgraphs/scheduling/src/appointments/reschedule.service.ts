import type { Context } from '@vetgraph/kit/context'
import { lockFor, transact } from '@vetgraph/kit/database/db'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { addMinutes, type Interval, minutesBetween } from '@vetgraph/kit/time'
import { durationOf } from '../appointment-types/appointment-type.service.ts'
import type { RescheduleAppointmentInput, UpdateAppointmentInput } from './appointment.inputs.ts'
import { findAppointment, getForChange } from './appointment.service.ts'
import { AppointmentAction, type AppointmentRow, AppointmentStatus, expected } from './appointment.table.ts'
import { chooseRoom, type Wish, withAlternatives } from './book.service.ts'
import { checkParties, checkPetFree, checkTime, type Parties, patientOf, textOf } from './checks.service.ts'
import { chooseEquipment } from './equipment-choice.service.ts'
import { checkOnline, checkOnlineInput, isAhead, isByOwner } from './online.service.ts'
import { writeStep } from './step.service.ts'

/** What moving the visit as asked would mean. */
async function wishOf(ctx: Context, row: AppointmentRow, input: RescheduleAppointmentInput): Promise<Wish> {
  const parties = await checkParties(ctx, {
    ...row,
    petId: patientOf(row),
    vetId: input.vetId ?? row.vetId,
  })
  const minutes = durationOf(parties.type, input.durationMinutes ?? minutesBetween(row), null)
  return {
    ...parties,
    startsAt: input.startsAt,
    endsAt: addMinutes(input.startsAt, minutes),
    movingId: row.id,
  }
}

async function roomFor(ctx: Context, wish: Wish, row: AppointmentRow, input: RescheduleAppointmentInput) {
  if (input.roomId) return chooseRoom(ctx, wish, input.roomId)
  return wish.type.needsRoom ? chooseRoom(ctx, wish, null, row.roomId) : row.roomId
}

/** The visit at its new time, vet and room. */
export const movedTo = (
  ctx: Context,
  row: AppointmentRow,
  { vet, type, startsAt, endsAt }: Interval & Pick<Parties, 'vet' | 'type'>,
  roomId: string | null,
): AppointmentRow => ({
  ...row,
  vetId: vet.id,
  roomId,
  startsAt,
  endsAt,
  bufferBeforeMinutes: type.bufferBeforeMinutes,
  bufferAfterMinutes: type.bufferAfterMinutes,
  // The client confirmed another time than this one (AP11).
  status: startsAt.getTime() === row.startsAt.getTime() ? row.status : AppointmentStatus.SCHEDULED,
  version: row.version + 1,
  updatedAt: ctx.now(),
})

async function move(
  ctx: Context,
  row: AppointmentRow,
  wish: Wish,
  input: RescheduleAppointmentInput,
): Promise<string> {
  await checkTime(ctx, wish, wish)
  const overlapReason = await checkPetFree(ctx, { ...wish, visitId: row.id }, input.overlapReason)
  await lockFor(ctx, `vet ${wish.vet.id}`)
  const moved: AppointmentRow = {
    ...movedTo(ctx, row, wish, await roomFor(ctx, wish, row, input)),
    equipmentIds: await chooseEquipment(ctx, wish, row.equipmentIds),
    overlapReason,
    seriesException: row.seriesId !== null,
  }
  return writeStep(ctx, {
    action: AppointmentAction.RESCHEDULE,
    before: row,
    after: moved,
    reason: overlapReason,
  })
}

/**
 * Moves a visit that has not begun; id and history stay, a taken time is a CONFLICT with free ones (AP1, AP11). Owners
 * move their own pets’ visits within the rules of the type.
 */
export async function rescheduleAppointment(
  ctx: Context,
  input: RescheduleAppointmentInput,
): Promise<AppointmentRow> {
  let wish: Wish | null = null
  try {
    const id = await once(ctx, 'appointment.reschedule', input, async (ctx) => {
      const row = await getForChange(ctx, input.id, 'appointment:book', input.version, true)
      const byOwner = isByOwner(ctx, 'appointment:book', row)
      if (byOwner ? !isAhead(row, ctx.now()) : !expected.includes(row.status))
        throw badInput('id', 'Only a visit that has not begun can be moved.')
      if (byOwner) checkOnlineInput(input)
      wish = await wishOf(ctx, row, input)
      if (byOwner) await checkOnline(ctx, wish)
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
    await writeStep(ctx, { action: AppointmentAction.UPDATE, before: row, after: updated })
  })
  return getShown(ctx, input.id)
}

/** The visit as the viewer sees it after a change. */
export async function getShown(ctx: Context, id: string): Promise<AppointmentRow> {
  const row = await findAppointment(ctx, id)
  if (!row) throw notFound('appointment', 'id')
  return row
}
