import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize, can, requireViewer } from '@vetgraph/kit/permissions'
import { addMinutes, daysIn, inZone, type Interval, toDate } from '@vetgraph/kit/time'
import { findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import type { AppointmentTypeRow } from '../appointment-types/appointment-type.table.ts'
import { locations } from '../refs/refs.service.ts'
import type { RoomRow } from '../rooms/room.table.ts'
import { listRoomsOf } from '../rooms/room.service.ts'
import { checkDay, rosterOf } from '../rosters/roster.service.ts'
import type { AvailableSlotsInput } from './appointment.inputs.ts'
import { standingInTheWay } from './calendar.service.ts'
import { type AppointmentRow, maxMinutes, vacated } from './appointment.table.ts'

export interface FreeSlot extends Interval {
  vetId: string
  room: RoomRow | null
}

/** Visits start on this grid. */
export const gridMinutes = 5
/** Free times are offered at these steps, and wherever a visit ends. */
const offeredEvery = 15
const maxDays = 14
/** How far ahead visits are booked. */
export const maxMonthsAhead = 18

/** The latest start that can be booked now. */
export const horizonOf = (ctx: Context, timeZone: string) =>
  toDate(inZone(ctx.now(), timeZone).add({ months: maxMonthsAhead }))

const minute = 60_000

export const overlaps = (a: Interval, b: Interval) => a.startsAt < b.endsAt && b.startsAt < a.endsAt

/** The length of a visit: the given one, or the type’s. */
export function durationOf(type: AppointmentTypeRow, minutes?: number | null): number {
  const duration = minutes ?? type.durationMinutes
  if (duration < gridMinutes || duration > maxMinutes || duration % gridMinutes !== 0) {
    throw badInput(
      'durationMinutes',
      `A visit takes ${gridMinutes} to ${maxMinutes} minutes, in steps of ${gridMinutes}.`,
    )
  }
  return duration
}

/** A room of the location that nobody needs in that time. */
export const freeRoom = (rooms: readonly RoomRow[], taken: readonly AppointmentRow[], time: Interval) =>
  rooms.find((room) => !taken.some((visit) => visit.roomId === room.id && overlaps(visit, time))) ?? null

function candidates(span: Interval, taken: readonly Interval[]): number[] {
  const starts = new Set<number>()
  for (let at = span.startsAt.getTime(); at < span.endsAt.getTime(); at += offeredEvery * minute)
    starts.add(at)
  for (const { endsAt } of taken) {
    const at = endsAt.getTime()
    if (at > span.startsAt.getTime() && at < span.endsAt.getTime() && at % (gridMinutes * minute) === 0)
      starts.add(at)
  }
  return [...starts].sort((a, b) => a - b)
}

/** Every time at which such a visit could be booked now: on duty, in the future, vet and room free (AP3). */
export async function listFreeSlots(ctx: Context, input: AvailableSlotsInput): Promise<FreeSlot[]> {
  // Free times reveal what is booked: staff see them where they may see the calendar, owners everywhere.
  if (!can(requireViewer(ctx), 'own-household:read')) authorize(ctx, 'appointment:read', input.locationId)
  checkDay(input.date)
  if (input.days < 1 || input.days > maxDays) throw badInput('days', `Ask for 1 to ${maxDays} days at once.`)
  const [location, type] = await Promise.all([
    locations.find(ctx, input.locationId),
    findAppointmentType(ctx, input.typeId),
  ])
  if (!location) throw notFound('location', 'locationId')
  if (!type) throw notFound('appointment type', 'typeId')
  const minutes = durationOf(type, input.durationMinutes)
  const [roster, rooms] = await Promise.all([
    rosterOf(ctx, location, input.date, input.days, input.vetId ?? undefined),
    type.needsRoom ? listRoomsOf(ctx, location.id) : [],
  ])
  const vetIds = [...new Set(roster.map(({ vetId }) => vetId))]
  const span = daysIn(location.timeZone, input.date, input.days)
  const booked = await standingInTheWay(ctx, location.id, vetIds, span)
  const taken = booked.filter(
    ({ id, status }) => !vacated.includes(status) && id !== input.excludeAppointmentId,
  )
  const slots: FreeSlot[] = []
  const horizon = horizonOf(ctx, location.timeZone)
  for (const duty of roster) {
    const busy = taken.filter(({ vetId }) => vetId === duty.vetId)
    for (const start of candidates(duty, busy)) {
      const time = { startsAt: new Date(start), endsAt: addMinutes(new Date(start), minutes) }
      if (time.endsAt > duty.endsAt || time.startsAt < ctx.now() || time.startsAt > horizon) continue
      if (busy.some((visit) => overlaps(visit, time))) continue
      const room = type.needsRoom ? freeRoom(rooms, taken, time) : null
      if (type.needsRoom && !room) continue
      slots.push({ ...time, vetId: duty.vetId, room })
    }
  }
  return slots.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}
