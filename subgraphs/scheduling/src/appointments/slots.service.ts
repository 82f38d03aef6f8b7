import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize, can, requireViewer } from '@vetgraph/kit/access/authorize'
import { belongsTo } from '@vetgraph/kit/access/household'
import {
  addDays,
  addMinutes,
  dayOf,
  daysIn,
  inZone,
  type Interval,
  overlaps,
  toDate,
} from '@vetgraph/kit/time'
import { durationOf, findAppointmentType } from '../appointment-types/appointment-type.service.ts'
import { gridMinutes, maxMinutes } from '../appointment-types/appointment-type.table.ts'
import { locations, pets } from '../refs/refs.service.ts'
import { listEquipmentOf } from '../equipment/equipment.service.ts'
import type { EquipmentKind, EquipmentRow } from '../equipment/equipment.table.ts'
import type { RoomRow } from '../rooms/room.table.ts'
import { listRoomsOf } from '../rooms/room.service.ts'
import { checkDay } from '../rosters/days.ts'
import { dutyIn, isOpenOn } from '../rosters/duty.ts'
import { dutyFactsOf } from '../rosters/roster.service.ts'
import type { AvailableSlotsInput } from './appointment.inputs.ts'
import { freeEquipment } from './equipment-choice.service.ts'
import { NoSlotReason } from './slot.types.ts'
import {
  heldIn,
  occupied,
  overlappingOfPet,
  standingInTheWay,
  type Taken,
  takenBy,
} from './calendar.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { onlineStarts } from './online.service.ts'

export interface FreeSlot extends Interval {
  vetId: string
  room: RoomRow | null
  equipment: EquipmentRow[]
}

/** Free times are offered at these steps, and wherever a visit ends. */
const offeredEvery = 15
const maxDays = 14

/** The latest start that can be booked now. */
export const horizonOf = (ctx: Context, { timeZone, bookingMonthsAhead }: LocationRef) =>
  toDate(inZone(ctx.now(), timeZone).add({ months: bookingMonthsAhead }))

/** Why a later one cannot. */
export const beyondHorizon = ({ bookingMonthsAhead }: LocationRef): string =>
  `Visits are booked at most ${bookingMonthsAhead} months ahead.`

const minute = 60_000

/** A room of the location that nobody needs in that time. */
export const freeRoom = (rooms: readonly RoomRow[], taken: readonly Taken[], time: Interval) =>
  rooms.find((room) => !taken.some((other) => other.roomId === room.id && overlaps(other, time))) ?? null

/** When preparation could begin: on the steps of the shift, and wherever the vet becomes free. */
function candidates(span: Interval, busy: readonly Interval[]): number[] {
  const starts = new Set<number>()
  for (let at = span.startsAt.getTime(); at < span.endsAt.getTime(); at += offeredEvery * minute)
    starts.add(at)
  for (const { endsAt } of busy) {
    const at = endsAt.getTime()
    if (at > span.startsAt.getTime() && at < span.endsAt.getTime() && at % (gridMinutes * minute) === 0)
      starts.add(at)
  }
  return [...starts].sort((a, b) => a - b)
}

/** The pet that the times are for; owners ask for their own ones only (AU4). */
async function petOf(ctx: Context, input: AvailableSlotsInput) {
  if (!input.petId) return null
  const pet = await pets.find(ctx, input.petId)
  const seen =
    pet && (belongsTo(ctx.viewer?.ownerId, pet) || can(ctx.viewer, 'appointment:read', input.locationId))
  if (!seen) throw notFound('pet', 'petId')
  return pet
}

/** What the first days of a search have to offer, and what stands in the way of the rest. */
interface Search {
  slots: FreeSlot[]
  /** What kept the times from being free that came nearest to it. */
  obstacle: NoSlotReason
  /** The kind of equipment that was the obstacle. */
  equipmentKind: EquipmentKind | null
}

/** From the first thing that is checked to the last one: a later one says more. */
const obstacles = [
  NoSlotReason.CLOSED,
  NoSlotReason.NOBODY_ON_DUTY,
  NoSlotReason.NOT_BOOKABLE_THEN,
  NoSlotReason.ONLINE_RULES,
  NoSlotReason.VETS_BUSY,
  NoSlotReason.PATIENT_BUSY,
  NoSlotReason.NO_ROOM,
  NoSlotReason.NO_EQUIPMENT,
] as const

const later = (a: NoSlotReason, b: NoSlotReason) => (obstacles.indexOf(a) < obstacles.indexOf(b) ? b : a)

async function searchSlots(ctx: Context, input: AvailableSlotsInput): Promise<Search> {
  // Free times reveal what is booked: staff see them where they may see the calendar, owners everywhere.
  const isOnline =
    can(requireViewer(ctx), 'own-household:read') && !can(ctx.viewer, 'appointment:read', input.locationId)
  if (!isOnline) authorize(ctx, 'appointment:read', input.locationId)
  checkDay(input.date)
  if (input.days < 1 || input.days > maxDays) throw badInput('days', `Ask for 1 to ${maxDays} days at once.`)
  const [location, type, pet] = await Promise.all([
    locations.find(ctx, input.locationId),
    findAppointmentType(ctx, input.typeId),
    petOf(ctx, input),
  ])
  if (!location) throw notFound('location', 'locationId')
  if (!type) throw notFound('appointment type', 'typeId')
  const minutes = durationOf(type, input.durationMinutes, pet?.speciesId ?? null)
  const span = daysIn(location.timeZone, input.date, input.days)
  // A visit that starts on the last day may end on the next one.
  const reach = { startsAt: span.startsAt, endsAt: addMinutes(span.endsAt, maxMinutes) }
  const [facts, rooms, equipment, petVisits] = await Promise.all([
    dutyFactsOf(ctx, location, input.date, input.days, input.vetId ?? undefined),
    type.needsRoom ? listRoomsOf(ctx, location.id) : [],
    type.equipmentKinds.length > 0 ? listEquipmentOf(ctx, location.id) : [],
    pet ? overlappingOfPet(ctx, pet.id, reach) : [],
  ])
  const roster = location.active ? dutyIn(location, facts, input.date, input.days) : []
  const vetIds = [...new Set(roster.map(({ vetId }) => vetId))]
  const [inTheWay, held] = await Promise.all([
    standingInTheWay(ctx, location.id, vetIds, reach),
    heldIn(ctx, location.id, vetIds, reach),
  ])
  const booked = inTheWay.filter(({ id }) => id !== input.excludeAppointmentId)
  const taken = [...takenBy(booked), ...held]
  const ofPet = petVisits.filter(({ id }) => id !== input.excludeAppointmentId)
  const mayStart = isOnline ? onlineStarts(ctx, type, location, booked) : () => true
  const slots: FreeSlot[] = []
  const horizon = horizonOf(ctx, location)
  const isOpen = location.active && isOpenOn(location, facts.closures, input.date, input.days)
  let missingKind: EquipmentKind | null = null
  let obstacle = isOpen ? NoSlotReason.NOBODY_ON_DUTY : NoSlotReason.CLOSED
  for (const duty of roster) {
    const busy = taken.filter(({ vetId }) => vetId === duty.vetId)
    const obstacleAt = (time: Interval, needed: Interval): NoSlotReason | null => {
      if (time.startsAt < ctx.now() || time.startsAt > horizon) return NoSlotReason.NOT_BOOKABLE_THEN
      if (!mayStart(time.startsAt)) return NoSlotReason.ONLINE_RULES
      if (busy.some((other) => overlaps(other, needed))) return NoSlotReason.VETS_BUSY
      return ofPet.some((visit) => overlaps(visit, time)) ? NoSlotReason.PATIENT_BUSY : null
    }
    for (const start of candidates(duty, busy)) {
      const startsAt = addMinutes(new Date(start), type.bufferBeforeMinutes)
      const time = { startsAt, endsAt: addMinutes(startsAt, minutes) }
      const needed = occupied(time, type)
      if (needed.endsAt > duty.endsAt || startsAt < span.startsAt || startsAt >= span.endsAt) continue
      const room = type.needsRoom ? freeRoom(rooms, taken, needed) : null
      const { found: pieces, missing } = freeEquipment(type.equipmentKinds, equipment, taken, needed)
      const found =
        obstacleAt(time, needed) ??
        (type.needsRoom && !room ? NoSlotReason.NO_ROOM : null) ??
        (missing ? NoSlotReason.NO_EQUIPMENT : null)
      if (found) obstacle = later(obstacle, found)
      else slots.push({ ...time, vetId: duty.vetId, room, equipment: pieces })
      if (found === NoSlotReason.NO_EQUIPMENT) missingKind = missing
    }
  }
  return {
    slots: slots.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
    obstacle,
    equipmentKind: missingKind,
  }
}

/** Every time at which such a visit could be booked now: on duty, in the future, vet, room and pet free (AP3). */
export const listFreeSlots = async (ctx: Context, input: AvailableSlotsInput): Promise<FreeSlot[]> =>
  (await searchSlots(ctx, input)).slots

/** How many days after those that were asked for are searched for the next free time. */
const searchedDays = 12 * 7

/** Why nothing is free on some days, and the next time that is. */
export async function findNextSlot(ctx: Context, input: AvailableSlotsInput) {
  const { slots, obstacle: reason, equipmentKind } = await searchSlots(ctx, input)
  if (slots[0]) return { reason: null, equipmentKind: null, slot: slots[0] }
  const location = await locations.find(ctx, input.locationId)
  const today = dayOf(ctx.now(), location!.timeZone)
  const after = addDays(input.date, input.days)
  const from = after < today ? today : after
  for (let searched = 0; searched < searchedDays; searched += maxDays) {
    const next = await listFreeSlots(ctx, { ...input, date: addDays(from, searched), days: maxDays })
    if (next[0]) return { reason, equipmentKind, slot: next[0] }
  }
  return { reason, equipmentKind, slot: null }
}
