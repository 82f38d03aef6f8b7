import type { Page } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { policyLimits } from '@vetgraph/kit/contracts/location-policies'
import { badInput, DomainError, notFound } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { dayOf, daysIn, inZone, toDate } from '@vetgraph/kit/time'
import { locations } from '../refs/refs.service.ts'
import type { LocationRef } from '../refs/refs.table.ts'
import { checkDays } from '../rosters/days.ts'
import { type DutyFacts, dutyIn } from '../rosters/duty.ts'
import { dutyFactsOf } from '../rosters/roster.service.ts'
import { checkRoster, replaced } from '../rosters/save-roster.service.ts'
import type { AffectedAppointmentsInput, MoveAppointmentsInput } from './affected.types.ts'
import { findAppointment, listAppointments } from './appointment.service.ts'
import { type AppointmentRow, expected } from './appointment.table.ts'
import { occupied } from './calendar.service.ts'
import { rescheduleAppointment } from './reschedule.service.ts'

/** What a planned change is about, and what it makes of the facts of duty. */
interface Planned {
  locationId: string | null
  vetId: string | null
  from: string
  to: string | null
  apply: (facts: DutyFacts) => DutyFacts
}

function plannedBy({ roster, leave, closure }: AffectedAppointmentsInput): Planned {
  if ([roster, leave, closure].filter(Boolean).length !== 1)
    throw badInput('roster', 'Give one change: a roster, leave or a closure.')
  if (roster) {
    checkRoster(roster)
    const { locationId, userId, from, to = null } = roster
    const apply = (facts: DutyFacts) => ({ ...facts, shifts: replaced(facts.shifts, roster) })
    return { locationId, vetId: userId, from, to, apply }
  }
  if (leave) {
    checkDays(leave)
    const away = { ...leave, starts: leave.starts ?? null, ends: leave.ends ?? null }
    const apply = (facts: DutyFacts) => ({ ...facts, leave: [...facts.leave, away] })
    return { locationId: null, vetId: leave.userId, from: leave.firstDay, to: leave.lastDay, apply }
  }
  checkDays(closure!)
  const { locationId, firstDay, lastDay } = closure!
  const closed = { firstDay, lastDay, starts: closure!.starts ?? null, ends: closure!.ends ?? null }
  const apply = (facts: DutyFacts) => ({ ...facts, closures: [...facts.closures, closed] })
  return { locationId, vetId: null, from: firstDay, to: lastDay, apply }
}

const maxVisits = 500
/** As far ahead as visits may have been booked, whatever the location says now. */
const days = policyLimits.bookingMonthsAhead[1] * 31
const page = 100

/** The visits that have not begun and that a change can be about; a shift reaches into the day after. */
async function visitsOf(ctx: Context, { locationId, vetId, from, to }: Planned): Promise<AppointmentRow[]> {
  const begins = new Date(Date.parse(from) - 86_400_000)
  const filter = {
    locationId,
    vetId,
    from: begins > ctx.now() ? begins : ctx.now(),
    to: to === null ? null : new Date(Date.parse(to) + 3 * 86_400_000),
    status: [...expected],
  }
  // Whether a visit fits depends on columns that the query may not have selected.
  const whole = { ...ctx, asked: null }
  const found: AppointmentRow[] = []
  for (let after: string | null = null; found.length < maxVisits;) {
    const next: Page<AppointmentRow> = await listAppointments(whole, { first: page, after }, filter)
    found.push(...next.rows)
    if (!next.hasNextPage) break
    after = next.cursors().at(-1) ?? null
  }
  return found
}

/** Whether vet and location are there for the whole visit with its buffers. */
function isCovered(location: LocationRef, facts: DutyFacts, visit: AppointmentRow): boolean {
  const needed = occupied(visit, visit)
  const shifts = facts.shifts.filter(({ vetId }) => vetId === visit.vetId)
  return dutyIn(location, { ...facts, shifts }, dayOf(visit.startsAt, location.timeZone), 1).some(
    ({ startsAt, endsAt }) => startsAt <= needed.startsAt && needed.endsAt <= endsAt,
  )
}

/** The visits that fit now and would not after a change, by start (S1, AP12). */
export async function listAffected(
  ctx: Context,
  input: AffectedAppointmentsInput,
): Promise<AppointmentRow[]> {
  const planned = plannedBy(input)
  authorize(ctx, 'roster:write', planned.locationId ?? undefined)
  const visits = await visitsOf(ctx, planned)
  const places = [...new Set(visits.map(({ locationId }) => locationId))]
  const affected: AppointmentRow[] = []
  for (const place of places) {
    const location = await locations.find(ctx, place)
    if (!location) continue
    const here = visits.filter(({ locationId }) => locationId === place)
    const first = dayOf(here[0]!.startsAt, location.timeZone)
    const last = daysIn(location.timeZone, first, days)
    const facts = await dutyFactsOf(ctx, location, first, days, planned.vetId ?? undefined)
    const after = planned.apply(facts)
    affected.push(
      ...here.filter(
        (visit) =>
          visit.startsAt < last.endsAt &&
          isCovered(location, facts, visit) &&
          !isCovered(location, after, visit),
      ),
    )
  }
  return affected.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}

const maxMoved = 50
const maxDays = 60

/** What became of one visit: moved, or refused as `rescheduleAppointment` refuses. */
export interface Moved {
  appointment: AppointmentRow | null
  code: string | null
  message: string | null
}

/** The same time of day some days later, by the location’s clock. */
async function laterBy(ctx: Context, id: string, days: number): Promise<Date> {
  const visit = await findAppointment({ ...ctx, asked: null }, id)
  const location = visit && (await locations.find(ctx, visit.locationId))
  if (!visit || !location) throw notFound('appointment', 'appointments')
  return toDate(inZone(visit.startsAt, location.timeZone).add({ days }))
}

/** Moves visits to another vet or day, each for itself: one that is refused stays as it was (AP12). */
export async function moveAppointments(ctx: Context, input: MoveAppointmentsInput): Promise<Moved[]> {
  authorize(ctx, 'appointment:book')
  const { appointments, vetId, days } = input
  if (appointments.length < 1 || appointments.length > maxMoved)
    throw badInput('appointments', `Move 1 to ${maxMoved} appointments at once.`)
  if (Math.abs(days) > maxDays) throw badInput('days', `At most ${maxDays} days earlier or later.`)
  if (!vetId && days === 0) throw badInput('vetId', 'Say to which vet or day they move.')
  const moved: Moved[] = []
  for (const { id, version } of appointments) {
    const key = ctx.idempotencyKey && `${ctx.idempotencyKey} ${id}`
    try {
      const startsAt = await laterBy(ctx, id, days)
      const change = { id, version, startsAt, vetId }
      const appointment = await rescheduleAppointment({ ...ctx, idempotencyKey: key }, change)
      moved.push({ appointment, code: null, message: null })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      moved.push({ appointment: null, code: error.code, message: error.message })
    }
  }
  return moved
}
