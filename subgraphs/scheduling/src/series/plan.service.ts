import type { Context } from '@vetgraph/kit/context'
import { badInput, conflict, DomainError, notFound } from '@vetgraph/kit/errors'
import { addMinutes, dayOf, daysBetween, type Interval, overlaps } from '@vetgraph/kit/time'
import { movedTo } from '../appointments/reschedule.service.ts'
import { type AppointmentRow, expected } from '../appointments/appointment.table.ts'
import { heldIn, occupied, standingAround, takenBy } from '../appointments/calendar.service.ts'
import { checkTime, type Parties } from '../appointments/checks.service.ts'
import { freeEquipment, noneFree, presentFirst } from '../appointments/equipment-choice.service.ts'
import { freeRoom, horizonOf } from '../appointments/slots.service.ts'
import { listEquipmentOf } from '../equipment/equipment.service.ts'
import type { RoomRow } from '../rooms/room.table.ts'
import { listRoomsOf } from '../rooms/room.service.ts'
import { dutyIn } from '../rosters/duty.ts'
import { dutyFactsOf } from '../rosters/roster.service.ts'
import { daysOf, startsOn } from './rule.ts'
import { SeriesChangeKind } from './series.types.ts'

/** How the visits of a series are to be. */
export interface Pattern extends Parties {
  rule: string
  firstDay: string
  timeOfDay: string
  minutes: number
  roomId: string | null
  /** The numbers that are left out. */
  skipped: readonly number[]
  /** Days whose visit stays where it is, or is not booked. */
  skip: readonly string[]
}

/** What becomes of one visit of a series. */
export interface Planned extends Interval {
  number: number
  date: string
  change: SeriesChangeKind
  /** The visit as it stands; null for one that is to be booked. */
  row: AppointmentRow | null
  roomId: string | null
  equipmentIds: string[]
  problem: DomainError | null
}

/** Past, arrived, cancelled and invoiced visits never change with their series (AP8). */
export const isFixed = (ctx: Context, row: AppointmentRow) =>
  !expected.includes(row.status) || row.startsAt <= ctx.now() || row.invoiced

const same = (a: Date, b: Date) => a.getTime() === b.getTime()

/** Where each visit is to be: those that stand are matched with the days of the rule by their numbers. */
function wantedPlaces(
  ctx: Context,
  pattern: Pattern,
  visits: ReadonlyMap<number, AppointmentRow>,
  anchorId: string | null,
): Planned[] {
  const { rule, firstDay, timeOfDay, location, vet, minutes, roomId } = pattern
  const zone = location.timeZone
  const starts = startsOn(daysOf(rule, firstDay), zone, timeOfDay)
  if (starts.at(-1)! > horizonOf(ctx, location))
    throw badInput('rule', `A series ends within ${location.bookingMonthsAhead} months.`)
  const count = Math.max(starts.length, ...visits.keys())
  const planned: Planned[] = []
  for (let number = 1; number <= count; number++) {
    const row = visits.get(number) ?? null
    const startsAt = starts[number - 1]
    const isSkipped = startsAt !== undefined && pattern.skip.includes(dayOf(startsAt, zone))
    const stays = row && (isFixed(ctx, row) || isSkipped || (row.seriesException && row.id !== anchorId))
    const time = startsAt && { startsAt, endsAt: addMinutes(startsAt, minutes) }
    const add = (change: SeriesChangeKind, at: Interval) =>
      planned.push({
        number,
        date: dayOf(at.startsAt, zone),
        startsAt: at.startsAt,
        endsAt: at.endsAt,
        change,
        row,
        roomId: row?.roomId ?? null,
        equipmentIds: row?.equipmentIds ?? [],
        problem: null,
      })
    if (stays) add(SeriesChangeKind.KEEP, row)
    else if (row && !time) add(SeriesChangeKind.CANCEL, row)
    else if (row && time) {
      const isThere =
        same(row.startsAt, time.startsAt) &&
        same(row.endsAt, time.endsAt) &&
        row.vetId === vet.id &&
        (roomId === null || row.roomId === roomId)
      add(isThere ? SeriesChangeKind.KEEP : SeriesChangeKind.MOVE, time)
    } else if (time && !isSkipped && !pattern.skipped.includes(number) && startsAt > ctx.now())
      add(SeriesChangeKind.BOOK, time)
  }
  return planned
}

function roomFor(
  pattern: Pattern,
  rooms: readonly RoomRow[],
  taken: ReturnType<typeof takenBy>,
  needed: Interval,
  present: string | null,
) {
  const chosen = rooms.filter(({ id }) => id === (pattern.roomId ?? present))
  const room = freeRoom(pattern.roomId ? chosen : [...chosen, ...rooms], taken, needed)
  if (room) return room.id
  throw pattern.roomId
    ? conflict('This room is already taken at that time.', { field: 'roomId', taken: 'ROOM' })
    : conflict('No room is free at that time.', { field: 'startsAt', taken: 'ROOM' })
}

/** What becomes of each visit of a series, with what stands in its way (AP8). */
export async function planSeries(
  ctx: Context,
  pattern: Pattern,
  visits: ReadonlyMap<number, AppointmentRow> = new Map(),
  anchorId: string | null = null,
): Promise<Planned[]> {
  const { location, vet, pet, type } = pattern
  const planned = wantedPlaces(ctx, pattern, visits, anchorId)
  const placed = planned.filter(
    ({ change }) => change === SeriesChangeKind.BOOK || change === SeriesChangeKind.MOVE,
  )
  if (placed.length === 0) return planned
  const needsRoom = type.needsRoom || pattern.roomId !== null
  const days = placed.map(({ startsAt }) => dayOf(startsAt, location.timeZone)).sort()
  const length = daysBetween(days[0]!, days.at(-1)!) + 1
  const rooms = needsRoom ? await listRoomsOf(ctx, location.id) : []
  const equipment = type.equipmentKinds.length > 0 ? await listEquipmentOf(ctx, location.id) : []
  if (pattern.roomId && !rooms.some(({ id }) => id === pattern.roomId))
    throw notFound('room at this location', 'roomId')
  const facts = await dutyFactsOf(ctx, location, days[0]!, length, vet.id)
  const roster = dutyIn(location, facts, days[0]!, length)
  const whose = { locationId: location.id, vetIds: [vet.id], petIds: [pet.id] }
  const around = placed.map((visit) => occupied(visit, type))
  const leaving = planned.flatMap(({ change, row }) =>
    row && change !== SeriesChangeKind.KEEP ? [row.id] : [],
  )
  const others = (await standingAround(ctx, whose, around)).filter(({ id }) => !leaving.includes(id))
  const ofAll = { startsAt: around[0]!.startsAt, endsAt: around.at(-1)!.endsAt }
  const taken = [...takenBy(others), ...(await heldIn(ctx, location.id, [vet.id], ofAll))]
  for (const visit of placed) {
    const needed = occupied(visit, type)
    try {
      await checkTime(ctx, pattern, visit, roster)
      if (others.some((other) => other.petId === pet.id && overlaps(other, visit)))
        throw conflict(`${pet.name} already has a visit at that time.`, { field: 'startsAt', taken: 'PET' })
      if (taken.some((other) => other.vetId === vet.id && overlaps(other, needed)))
        throw conflict(`${vet.name} already has a visit at that time.`, { field: 'startsAt', taken: 'VET' })
      const pieces = presentFirst(equipment, visit.equipmentIds)
      const { found, missing } = freeEquipment(type.equipmentKinds, pieces, taken, needed)
      if (missing) throw noneFree(missing)
      visit.equipmentIds = found.map(({ id }) => id)
      if (needsRoom) visit.roomId = roomFor(pattern, rooms, taken, needed, visit.row?.roomId ?? null)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      visit.problem = error
    }
  }
  return planned
}

/** CONFLICT that lists which visits of a series are not possible, and why. */
export function refuseClashes(planned: readonly Planned[]) {
  const clashes = planned.flatMap(({ number, date, startsAt, problem }) =>
    problem ? [{ number, date, startsAt, code: problem.code, message: problem.message }] : [],
  )
  if (clashes.length === 0) return
  throw conflict(
    clashes.length === 1
      ? `The visit on ${clashes[0]!.date} is not possible: ${clashes[0]!.message}`
      : `${clashes.length} visits of the series are not possible.`,
    { field: 'rule', clashes },
  )
}

/** The order in which visits are moved so that none comes where another still is. */
export function inOrderOfMoving(planned: readonly Planned[]): Planned[] {
  const moved = planned.filter(({ change }) => change === SeriesChangeKind.MOVE)
  const isLater = ({ row, startsAt }: Planned) => startsAt > row!.startsAt
  return [...moved.filter(isLater).reverse(), ...moved.filter((visit) => !isLater(visit))]
}

/** The row of a visit that is moved with its series. */
export const movedWith = (
  ctx: Context,
  { vet, type }: Pattern,
  { row, startsAt, endsAt, roomId, equipmentIds }: Planned,
): AppointmentRow => ({ ...movedTo(ctx, row!, { vet, type, startsAt, endsAt }, roomId), equipmentIds })
