import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { conflict, DomainError, ErrorCode, notFound } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { requireViewer } from '@vetgraph/kit/access/authorize'
import { addMinutes, dayOf, type Interval, minutesBetween } from '@vetgraph/kit/time'
import { newId } from '@vetgraph/kit/ids'
import { durationOf } from '../appointment-types/appointment-type.service.ts'
import { listRoomsOf } from '../rooms/room.service.ts'
import { useHold } from '../slot-holds/held.service.ts'
import type { BookAppointmentInput } from './appointment.inputs.ts'
import { findAppointment } from './appointment.service.ts'
import { occupied, takenAt } from './calendar.service.ts'
import { type AppointmentRow, AppointmentStatus } from './appointment.table.ts'
import { checkCredit, checkParties, checkPetFree, checkTime, type Parties, textOf } from './checks.service.ts'
import { chooseEquipment } from './equipment-choice.service.ts'
import { checkOnline, checkOnlineInput, checkOwnPet, householdBooking } from './online.service.ts'
import { freeRoom, listFreeSlots } from './slots.service.ts'
import { writeStep } from './step.service.ts'

export interface Wish extends Interval, Parties {
  /** The visit that is to move: its own time counts as free. */
  movingId?: string
}

/** The room to use: the chosen one, or a free one when the type needs one, the present one before others. */
export async function chooseRoom(
  ctx: Context,
  wish: Wish,
  roomId: string | null,
  presentId: string | null = null,
): Promise<string | null> {
  if (roomId === null && !wish.type.needsRoom) return null
  await lockFor(ctx, `rooms ${wish.location.id}`)
  const rooms = await listRoomsOf(ctx, wish.location.id)
  if (roomId !== null) {
    if (!rooms.some(({ id }) => id === roomId)) throw notFound('room at this location', 'roomId')
    return roomId
  }
  const needed = occupied(wish, wish.type)
  const taken = await takenAt(ctx, wish.location.id, needed, wish.movingId)
  const present = rooms.filter(({ id }) => id === presentId)
  const room = freeRoom([...present, ...rooms], taken, needed)
  if (!room) throw conflict('No room is free at that time.', { field: 'startsAt', taken: 'ROOM' })
  return room.id
}

const alternativesShown = 5

/** Adds the nearest free times of that day to a CONFLICT, those of the same vet first (AP1). */
export async function withAlternatives(ctx: Context, error: unknown, wish: Wish): Promise<unknown> {
  if (!(error instanceof DomainError) || error.code !== ErrorCode.CONFLICT || !error.details['taken'])
    return error
  const slots = await listFreeSlots(ctx, {
    locationId: wish.location.id,
    typeId: wish.type.id,
    petId: wish.pet.id,
    date: dayOf(wish.startsAt, wish.location.timeZone),
    days: 2,
    durationMinutes: minutesBetween(wish),
    excludeAppointmentId: wish.movingId,
  })
  const distance = (slot: { startsAt: Date; vetId: string }) =>
    Math.abs(slot.startsAt.getTime() - wish.startsAt.getTime()) + (slot.vetId === wish.vet.id ? 0 : 3_600_000)
  const alternatives = slots
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, alternativesShown)
    .map(({ startsAt, endsAt, vetId, room }) => ({ startsAt, endsAt, vetId, roomId: room?.id ?? null }))
  return new DomainError(error.code, error.message, { ...error.details, alternatives })
}

type Chosen = Pick<AppointmentRow, 'roomId' | 'reason' | 'notes'> & Partial<AppointmentRow>

type Wanted = Interval & Omit<Parties, 'pet'> & { pet: Parties['pet'] | null }

/** A visit as it is when it is booked, or when a walk-in arrives, whose patient may be unknown (AP14). */
export const newVisit = (ctx: Context, wish: Wanted, chosen: Chosen): AppointmentRow => ({
  id: newId(),
  petId: wish.pet?.id ?? null,
  vetId: wish.vet.id,
  locationId: wish.location.id,
  typeId: wish.type.id,
  status: AppointmentStatus.SCHEDULED,
  startsAt: wish.startsAt,
  endsAt: wish.endsAt,
  bufferBeforeMinutes: wish.type.bufferBeforeMinutes,
  bufferAfterMinutes: wish.type.bufferAfterMinutes,
  equipmentIds: [],
  cancellationReason: null,
  cancelledByDeath: false,
  overlapReason: null,
  seriesId: null,
  seriesNumber: null,
  seriesException: false,
  householdVisitId: null,
  invoiced: false,
  walkIn: false,
  bookedOnline: false,
  patientDescription: null,
  broughtBy: null,
  arrivedAt: null,
  triageLevel: null,
  triagedAt: null,
  triageNote: null,
  bookedBy: ctx.viewer?.userId ?? null,
  version: 1,
  createdAt: ctx.now(),
  updatedAt: ctx.now(),
  ...chosen,
})

type Details = Pick<
  BookAppointmentInput,
  'reason' | 'notes' | 'overlapReason' | 'creditStopReason' | 'roomId'
> & { bookedOnline?: boolean; householdVisitId?: string }

/** Enters a visit whose parties and time were checked; what is taken meanwhile is a CONFLICT (AP1). */
export async function insertVisit(ctx: Context, wish: Wish, input: Details): Promise<string> {
  const creditStopReason = await checkCredit(ctx, wish, input.creditStopReason)
  const overlapReason = await checkPetFree(ctx, wish, input.overlapReason)
  await lockFor(ctx, `vet ${wish.vet.id}`)
  const after = newVisit(ctx, wish, {
    roomId: await chooseRoom(ctx, wish, input.roomId ?? null),
    equipmentIds: await chooseEquipment(ctx, wish),
    reason: textOf('reason', input.reason),
    notes: textOf('notes', input.notes),
    overlapReason,
    bookedOnline: input.bookedOnline ?? false,
    householdVisitId: input.householdVisitId ?? null,
  })
  return writeStep(ctx, {
    action: 'BOOK',
    before: null,
    after,
    reason: [overlapReason, creditStopReason].filter(Boolean).join('; ') || null,
  })
}

/**
 * Books a visit, once per Idempotency-Key; a taken slot is a CONFLICT that offers free ones (AP1, AP3). Owners book
 * online for their own pets, within the rules of the type.
 */
export async function bookAppointment(ctx: Context, input: BookAppointmentInput): Promise<AppointmentRow> {
  requireViewer(ctx)
  const household = householdBooking(ctx, input.locationId)
  let wish: Wish | null = null
  try {
    const id = await once(ctx, 'appointment.book', input, async (ctx) => {
      if (household) {
        await checkOwnPet(ctx, household, input.petId)
        checkOnlineInput(input)
      }
      const parties = await checkParties(ctx, input)
      const { type, pet } = parties
      const endsAt = addMinutes(input.startsAt, durationOf(type, input.durationMinutes, pet.speciesId))
      wish = { ...parties, startsAt: input.startsAt, endsAt }
      const hold = input.holdId ? await useHold(ctx, input.holdId, input) : null
      await checkTime(ctx, wish, wish)
      if (household) await checkOnline(ctx, wish)
      const roomId = input.roomId ?? hold?.roomId
      return insertVisit(ctx, wish, { ...input, roomId, bookedOnline: household !== null })
    })
    const booked = await findAppointment(ctx, id)
    if (!booked) throw notFound('appointment')
    return booked
  } catch (error) {
    throw wish ? await withAlternatives(ctx, error, wish) : error
  }
}
