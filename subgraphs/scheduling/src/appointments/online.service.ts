import type { Context } from '@vetgraph/kit/context'
import { lockFor } from '@vetgraph/kit/database/db'
import { badInput, conflict, notFound } from '@vetgraph/kit/errors'
import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import type { Permission } from '@vetgraph/kit/contracts/permissions'
import { belongsTo } from '@vetgraph/kit/access/household'
import { addDays, addMinutes, dayOf, daysIn, type Interval } from '@vetgraph/kit/time'
import { type AppointmentTypeRow, OnlineBooking } from '../appointment-types/appointment-type.table.ts'
import { pets } from '../refs/refs.service.ts'
import type { LocationRef, PetRef } from '../refs/refs.table.ts'
import type { BookAppointmentInput } from './appointment.inputs.ts'
import { type AppointmentRow, expected } from './appointment.table.ts'
import { overlapping, takesPlace } from './calendar.service.ts'

/** The household whose owner books online; null for staff who book for everybody at the location. */
export function householdBooking(ctx: Context, locationId: string): string | null {
  const viewer = requireViewer(ctx)
  const isOwner = viewer.ownerId !== null && can(viewer, 'own-household:read')
  if (isOwner && !can(viewer, 'appointment:book', locationId)) return viewer.ownerId
  authorize(ctx, 'appointment:book', locationId)
  return null
}

/** The pet of the household; any other is not found (AU4). */
export async function checkOwnPet(ctx: Context, household: string, petId: string): Promise<PetRef> {
  const pet = await pets.find(ctx, petId)
  if (!pet || !belongsTo(household, pet)) throw notFound('pet', 'petId')
  return pet
}

const staffSay = ['durationMinutes', 'roomId', 'notes', 'overlapReason', 'creditStopReason'] as const

/** Refuses what only staff say of a booking. */
export function checkOnlineInput(input: Partial<Pick<BookAppointmentInput, (typeof staffSay)[number]>>) {
  const said = staffSay.find((field) => input[field])
  if (said) throw badInput(said, 'Only staff of the hospital can say this.')
}

/** Whether the viewer changes the visit as its pet’s owner, because no right at its location lets them. */
export const isByOwner = (
  { viewer }: Context,
  permission: Permission,
  { locationId }: { locationId: string },
) => !can(viewer, permission, locationId)

/** Owners change only what has not begun. */
export const isAhead = ({ status, startsAt }: Pick<AppointmentRow, 'status' | 'startsAt'>, now: Date) =>
  expected.includes(status) && startsAt > now

/** Tells the times at which the type’s rules for online booking allow a visit that an owner books. */
export function onlineStarts(
  ctx: Context,
  type: AppointmentTypeRow,
  location: Pick<LocationRef, 'id' | 'timeZone'>,
  booked: readonly AppointmentRow[],
): (startsAt: Date) => boolean {
  if (type.onlineBooking === OnlineBooking.NOBODY) return () => false
  const zone = location.timeZone
  const earliest = addMinutes(ctx.now(), type.onlineNoticeHours * 60)
  const lastDay = addDays(dayOf(ctx.now(), zone), type.onlineHorizonDays)
  const perDay = new Map<string, number>()
  for (const { locationId, typeId, startsAt } of booked) {
    if (locationId !== location.id || typeId !== type.id) continue
    const day = dayOf(startsAt, zone)
    perDay.set(day, (perDay.get(day) ?? 0) + 1)
  }
  return (startsAt) => {
    const day = dayOf(startsAt, zone)
    const isFull = type.onlineDailyCap !== null && (perDay.get(day) ?? 0) >= type.onlineDailyCap
    return startsAt >= earliest && day <= lastDay && !isFull
  }
}

interface OnlineWish extends Interval {
  type: AppointmentTypeRow
  location: LocationRef
  movingId?: string
}

/** Refuses a type or time that only staff may book, by the type’s rules for online booking (AP3). */
export async function checkOnline(ctx: Context, { type, location, startsAt, movingId }: OnlineWish) {
  if (type.onlineBooking === OnlineBooking.NOBODY)
    throw badInput('typeId', `${type.name} is not booked online. Ask us for a time instead.`)
  const day = dayOf(startsAt, location.timeZone)
  // Bookings that count towards a daily cap wait for each other.
  if (type.onlineDailyCap !== null) await lockFor(ctx, `online ${location.id} ${type.id} ${day}`)
  const booked =
    type.onlineDailyCap === null ? [] : await overlapping(ctx, location.id, daysIn(location.timeZone, day))
  const others = booked.filter((visit) => takesPlace(visit) && visit.id !== movingId)
  if (onlineStarts(ctx, type, location, others)(startsAt)) return
  throw conflict(`${type.name} cannot be booked online at that time.`, {
    field: 'startsAt',
    rule: 'online_rules',
    taken: 'ONLINE_RULES',
  })
}
