import type { Context } from '@vetgraph/kit/context'
import { can, requireViewer } from '@vetgraph/kit/access/authorize'
import { notFound } from '@vetgraph/kit/errors'
import { type Places, statement } from '@vetgraph/kit/reads/statement'
import { addDays, daysIn, dayOf, minutesBetween } from '@vetgraph/kit/time'
import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { countRequests } from '../appointment-requests/appointment-request.service.ts'
import { findAppointment } from '../appointments/appointment.service.ts'
import { appointments, AppointmentStatus, expected } from '../appointments/appointment.table.ts'
import { overlapping, takenBy, takesPlace } from '../appointments/calendar.service.ts'
import { maxDaysInHouse } from '../patient-flow/patient-flow.service.ts'
import { locations } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { common, merged } from '../rosters/duty.ts'
import { rosterOf } from '../rosters/roster.service.ts'
import type { SchedulingDashboard, Utilisation } from './dashboard.types.ts'

/** A dashboard with what its further figures are computed from. */
export interface DashboardOfDay extends SchedulingDashboard {
  location: LocationRef
  nextId: string | null
}

const many = (condition: SQL | undefined) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)

interface Day {
  locationId: string
  vetId: string
  since: Date
  from: Date
  to: Date
}

const visitsOfDay = statement((db, { locationId, vetId, since, from, to }: Places<Day>) => {
  const status = (wanted: readonly AppointmentStatus[]) => inArray(appointments.status, [...wanted])
  const isExpected = and(status(expected), sql`${appointments.endsAt} > ${from}`)
  const isOwn = and(isExpected, sql`${appointments.vetId} = ${vetId}`)
  const isWaiting = status([AppointmentStatus.ARRIVED])
  return db
    .select({
      expected: many(isExpected),
      waiting: many(isWaiting),
      waitingSince: sql<Date | null>`min(${appointments.arrivedAt}) filter (where ${isWaiting})`.mapWith(
        appointments.arrivedAt,
      ),
      ready: many(status([AppointmentStatus.READY])),
      ownExpected: many(isOwn),
      nextId: sql<string | null>`
        (array_agg(${appointments.id} order by ${appointments.startsAt}, ${appointments.id})
          filter (where ${isOwn}))[1]`,
    })
    .from(appointments)
    .where(
      and(
        eq(appointments.locationId, locationId),
        gte(appointments.startsAt, since),
        lt(appointments.startsAt, to),
      ),
    )
})

/** How the day of a location stands; null for whoever may not see its diary. */
export async function readDashboard(ctx: Context, locationId: string): Promise<DashboardOfDay | null> {
  const viewer = requireViewer(ctx)
  if (!can(viewer, 'appointment:read', locationId)) return null
  const location = await locations.find(ctx, locationId)
  if (!location) throw notFound('location', 'locationId')
  const date = dayOf(ctx.now(), location.timeZone)
  const { startsAt: from, endsAt: to } = daysIn(location.timeZone, date)
  const { startsAt: since } = daysIn(location.timeZone, addDays(date, -maxDaysInHouse))
  const [figures] = await visitsOfDay(ctx, {
    ...{ locationId: location.id, vetId: viewer.userId, since, from, to },
  })
  return { date, location, ...figures! }
}

/** The viewer's next appointment of the day that has not begun, even if its time has come. */
export const findOwnNext = (ctx: Context, { nextId }: DashboardOfDay) =>
  nextId === null ? null : findAppointment(ctx, nextId)

/** How many requests of owners wait; null for whoever does not decide them. */
export const findOpenRequests = (ctx: Context, { location }: DashboardOfDay): Promise<number> | null =>
  can(ctx.viewer, 'appointment:book', location.id) ? countRequests(ctx, location.id) : null

/** How busy the vets are, for whoever plans the rosters; null when nobody is on duty. */
export async function findUtilisation(
  ctx: Context,
  { location, date }: DashboardOfDay,
): Promise<Utilisation | null> {
  if (!can(ctx.viewer, 'roster:write', location.id)) return null
  const day = daysIn(location.timeZone, date)
  const [roster, visits] = await Promise.all([
    rosterOf(ctx, location, date, 1),
    overlapping(ctx, location.id, day),
  ])
  const taken = takenBy(visits.filter(takesPlace))
  let [bookedMinutes, dutyMinutes] = [0, 0]
  for (const vetId of new Set(roster.map((span) => span.vetId))) {
    const onDuty = common(
      roster.filter((span) => span.vetId === vetId),
      [day],
    )
    const booked = common(merged(taken.filter((span) => span.vetId === vetId)), onDuty)
    for (const span of onDuty) dutyMinutes += minutesBetween(span)
    for (const span of booked) bookedMinutes += minutesBetween(span)
  }
  if (dutyMinutes === 0) return null
  return { bookedMinutes, dutyMinutes, percent: Math.round((100 * bookedMinutes) / dutyMinutes) }
}
