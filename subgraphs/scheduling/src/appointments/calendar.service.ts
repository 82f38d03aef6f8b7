import { inOrder } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { badInput, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/permissions'
import { among, type Places, statement } from '@vetgraph/kit/statement'
import { addMinutes, daysIn, type Interval } from '@vetgraph/kit/time'
import { and, eq, gt, lt, or } from 'drizzle-orm'
import { locations } from '../refs/refs.service.ts'
import { checkDay, rosterOf } from '../rosters/roster.service.ts'
import { byStart } from './appointment.service.ts'
import { type AppointmentRow, appointments, maxMinutes } from './appointment.table.ts'

/** An interval with a lower bound for the start of what overlaps it, which an index serves. */
interface Overlapped extends Interval {
  startsAfter: Date
}

const overlapped = ({ startsAt, endsAt }: Interval): Overlapped => ({
  startsAt,
  endsAt,
  startsAfter: addMinutes(startsAt, -maxMinutes),
})

const overlaps = ({ startsAt, endsAt, startsAfter }: Places<Overlapped>) =>
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
          overlaps(interval),
        ),
      )
      .orderBy(...inOrder(byStart('asc'))),
)

/** Appointments that can conflict at a location: its own, and those of its vets at any location. */
export const standingInTheWay = (
  ctx: Context,
  locationId: string,
  vetIds: readonly string[],
  interval: Interval,
): Promise<AppointmentRow[]> => visitsAround(ctx, { locationId, vetIds, ...overlapped(interval) })

const visitsIn = statement((db, { locationId, ...interval }: Places<Overlapped & { locationId: string }>) =>
  db
    .select()
    .from(appointments)
    .where(and(eq(appointments.locationId, locationId), overlaps(interval)))
    .orderBy(...inOrder(byStart('asc'))),
)

/** The visits of a location that overlap an interval, by start. */
export const overlapping = (
  ctx: Context,
  locationId: string,
  interval: Interval,
): Promise<AppointmentRow[]> => visitsIn(ctx, { locationId, ...overlapped(interval) })

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
    columns: [...vetIds].map((vetId) => ({ vetId, shifts: roster.filter((shift) => shift.vetId === vetId) })),
  }
}
