import { inOrder } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { addMinutes, daysIn, type Interval } from '@vetgraph/kit/time'
import { and, eq, gt, inArray, lt, or } from 'drizzle-orm'
import { maxBufferMinutes, maxMinutes } from '../appointment-types/appointment-type.table.ts'
import { locations } from '../refs/refs.service.ts'
import { checkDay } from '../rosters/days.ts'
import { rosterOf } from '../rosters/roster.service.ts'
import { heldAround } from '../slot-holds/held.service.ts'
import { byStart } from './appointment.service.ts'
import { type AppointmentRow, appointments, vacated } from './appointment.table.ts'

/** An interval with a lower bound for the start of what overlaps it, which an index serves. */
interface Overlapped extends Interval {
  startsAfter: Date
}

const overlapped = ({ startsAt, endsAt }: Interval): Overlapped => ({
  startsAt,
  endsAt,
  startsAfter: addMinutes(startsAt, -maxMinutes),
})

/** Preparation and cleaning beside a visit. */
type Buffers = Pick<AppointmentRow, 'bufferBeforeMinutes' | 'bufferAfterMinutes'>

/** When a visit takes its vet and its room: from preparation to cleaning (AP5). */
export const occupied = ({ startsAt, endsAt }: Interval, buffers: Buffers): Interval => ({
  startsAt: addMinutes(startsAt, -buffers.bufferBeforeMinutes),
  endsAt: addMinutes(endsAt, buffers.bufferAfterMinutes),
})

/** Where visits may lie whose buffers reach into an interval. */
const within = (interval: Interval): Interval =>
  occupied(interval, { bufferBeforeMinutes: maxBufferMinutes, bufferAfterMinutes: maxBufferMinutes })

/** A time at which a vet and perhaps a room and equipment are taken. */
export interface Taken extends Interval {
  vetId: string
  roomId: string | null
  equipmentIds: readonly string[]
}

/** When visits take their vets and rooms. */
export const takenBy = (visits: ReadonlyArray<Taken & Buffers>): Taken[] =>
  visits.map((visit) => ({
    vetId: visit.vetId,
    roomId: visit.roomId,
    equipmentIds: visit.equipmentIds,
    ...occupied(visit, visit),
  }))

/** Whether a visit occupies vet, room and pet. */
export const takesPlace = ({ status }: AppointmentRow) => !vacated.includes(status)

const overlapsWith = ({ startsAt, endsAt, startsAfter }: Places<Overlapped> | Overlapped) =>
  and(
    gt(appointments.startsAt, startsAfter),
    lt(appointments.startsAt, endsAt),
    gt(appointments.endsAt, startsAt),
  )

const visitsAround = statement(
  (
    db,
    {
      locationId,
      vetIds,
      ...interval
    }: Places<Overlapped & { locationId: string; vetIds: readonly string[] }>,
  ) =>
    db
      .select()
      .from(appointments)
      .where(
        and(
          or(eq(appointments.locationId, locationId), among(appointments.vetId, vetIds)),
          overlapsWith(interval),
        ),
      )
      .orderBy(...inOrder(byStart('asc'))),
)

/** Appointments that can conflict at a location: its own, and those of its vets at any location. */
export const standingInTheWay = async (
  ctx: Context,
  locationId: string,
  vetIds: readonly string[],
  interval: Interval,
): Promise<AppointmentRow[]> =>
  (await visitsAround(ctx, { locationId, vetIds, ...overlapped(within(interval)) })).filter(takesPlace)

const visitsIn = statement((db, { locationId, ...interval }: Places<Overlapped & { locationId: string }>) =>
  db
    .select()
    .from(appointments)
    .where(and(eq(appointments.locationId, locationId), overlapsWith(interval)))
    .orderBy(...inOrder(byStart('asc'))),
)

/** The visits of a location that overlap an interval, by start. */
export const overlapping = (
  ctx: Context,
  locationId: string,
  interval: Interval,
): Promise<AppointmentRow[]> => visitsIn(ctx, { locationId, ...overlapped(interval) })

/** When the holds of others take vets and rooms of a location, or its vets elsewhere (P3). */
export const heldIn = async (
  ctx: Context,
  locationId: string,
  vetIds: readonly string[],
  interval: Interval,
): Promise<Taken[]> => takenBy(await heldAround(ctx, locationId, vetIds, within(interval)))

/** When vets and rooms of a location are taken or held around an interval, but for one visit that is to move. */
export const takenAt = async (
  ctx: Context,
  locationId: string,
  interval: Interval,
  exceptId?: string | null,
): Promise<Taken[]> => {
  const visits = await overlapping(ctx, locationId, within(interval))
  const held = await heldIn(ctx, locationId, [], interval)
  return [...takenBy(visits.filter((visit) => takesPlace(visit) && visit.id !== exceptId)), ...held]
}

interface Whose {
  locationId: string
  vetIds: readonly string[]
  petIds: readonly string[]
}

/** The visits that take place around some times: those of a location, of vets and of pets. */
export async function standingAround(
  ctx: Context,
  { locationId, vetIds, petIds }: Whose,
  times: readonly Interval[],
): Promise<AppointmentRow[]> {
  if (times.length === 0) return []
  const { locationId: place, vetId: vet, petId: pet } = appointments
  const whose = or(eq(place, locationId), inArray(vet, [...vetIds]), inArray(pet, [...petIds]))
  const when = or(...times.map((time) => overlapsWith(overlapped(within(time)))))
  return (await ctx.db.select().from(appointments).where(and(whose, when))).filter(takesPlace)
}

const visitsOf = statement((db, { petId, ...interval }: Places<Overlapped & { petId: string }>) =>
  db
    .select()
    .from(appointments)
    .where(and(eq(appointments.petId, petId), overlapsWith(interval)))
    .orderBy(...inOrder(byStart('asc'))),
)

/** The visits of a pet, anywhere, that overlap an interval and take place. */
export const overlappingOfPet = async (
  ctx: Context,
  petId: string,
  interval: Interval,
): Promise<AppointmentRow[]> => (await visitsOf(ctx, { petId, ...overlapped(interval) })).filter(takesPlace)

const calendarDays = 7

/** A diary page, before its entities are resolved. */
export interface CalendarPage extends Interval {
  locationId: string
  date: string
  days: number
  appointments: AppointmentRow[]
  columns: Array<{ vetId: string; shifts: Interval[] }>
}

/** The diary of a location: whose columns, when they can be booked, and what is booked (AP7). */
export async function readCalendar(
  ctx: Context,
  locationId: string,
  date: string,
  days: number,
): Promise<CalendarPage> {
  authorize(ctx, 'appointment:read', locationId)
  checkDay(date)
  if (days < 1 || days > calendarDays) throw badInput('days', `Ask for 1 to ${calendarDays} days at once.`)
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const span = daysIn(location.timeZone, date, days)
  const [roster, booked] = await Promise.all([
    rosterOf(ctx, location, date, days),
    overlapping(ctx, location.id, span),
  ])
  const vetIds = new Set([...roster, ...booked].map(({ vetId }) => vetId))
  return {
    ...span,
    locationId: location.id,
    date,
    days,
    appointments: booked,
    columns: [...vetIds].map((vetId) => ({
      vetId,
      shifts: roster
        .filter((shift) => shift.vetId === vetId)
        .map(({ startsAt, endsAt }) => ({
          startsAt: startsAt > span.startsAt ? startsAt : span.startsAt,
          endsAt: endsAt < span.endsAt ? endsAt : span.endsAt,
        })),
    })),
  }
}
