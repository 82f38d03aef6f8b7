import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan, DemoVisit } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import {
  addDays,
  addMinutes,
  dayOf,
  type Interval,
  overlaps,
  timeOfDayOf,
  weekdayOf,
} from '@vetgraph/kit/time'
import { maxBufferMinutes } from '../appointment-types/appointment-type.table.ts'
import { appointmentHistory, appointments, AppointmentStatus } from '../appointments/appointment.table.ts'
import { daysOf, startsOn } from './rule.ts'
import { series } from './series.table.ts'

const rule = 'FREQ=WEEKLY;COUNT=6'
const minutes = 20
const reason = 'Laser therapy'

/** Six weeks in a row at which this vet and one of the patients are free. */
function freeWeeks(ctx: Context, plan: DemoPlan, vet: DemoPlan['vets'][number]) {
  const location = plan.locations.find(({ id }) => id === vet.locationId)!
  // With the cleaning after each.
  const ahead = plan.visits
    .map((visit) => ({ ...visit, endsAt: addMinutes(visit.endsAt, maxBufferMinutes) }))
    .filter(({ endsAt }) => endsAt > ctx.now())
  const pets = plan.pets.filter(({ status }) => status === 'ACTIVE')
  const isFree = (is: (visit: DemoVisit) => boolean, times: readonly Interval[]) =>
    !ahead.some((visit) => is(visit) && times.some((time) => overlaps(visit, time)))
  for (let offset = 1; offset <= 7; offset++) {
    const day = addDays(dayOf(ctx.now(), location.timeZone), offset)
    for (const { weekday, opens } of location.openingHours) {
      if (weekday !== weekdayOf(day)) continue
      const days = daysOf(rule, day)
      const openings = startsOn(days, location.timeZone, opens)
      for (let later = 0; later < 180; later += 10) {
        const times = openings.map((opening) => ({
          startsAt: addMinutes(opening, later),
          endsAt: addMinutes(opening, later + minutes),
        }))
        if (!isFree((visit) => visit.vet.id === vet.id, times)) continue
        const pet = pets.find(({ id }) => isFree((visit) => visit.pet.id === id, times))
        if (pet) return { vet, pet, location, day, times }
      }
    }
  }
  return null
}

/** A course of treatment at the first location: six visits, one a week (AP8). */
export async function loadSeries(ctx: Context, plan: DemoPlan) {
  const type = plan.types.find(({ category }) => category === 'FOLLOW_UP')!
  const found = plan.vets.map((vet) => freeWeeks(ctx, plan, vet)).find((weeks) => weeks !== null)
  if (!found) return
  const { vet, pet, location, day, times } = found
  const bookedBy = plan.staff.find(({ role }) => role === 'RECEPTIONIST')!.id
  const saved = { version: 1, createdAt: ctx.now(), updatedAt: ctx.now() }
  const id = demoId('series', 0)
  const common = { petId: pet.id, vetId: vet.id, locationId: location.id, typeId: type.id, reason, notes: '' }
  const at = ctx.now()
  await insertRows(ctx, series, [
    {
      id,
      ...common,
      rule,
      firstDay: day,
      timeOfDay: timeOfDayOf(times[0]!.startsAt, location.timeZone),
      durationMinutes: minutes,
      roomId: null,
      ...saved,
    },
  ])
  await insertRows(
    ctx,
    appointments,
    times.map((time, index) => ({
      id: demoId('series-visit', index),
      ...common,
      ...time,
      status: AppointmentStatus.SCHEDULED,
      seriesId: id,
      seriesNumber: index + 1,
      bookedBy,
      ...saved,
    })),
  )
  await insertRows(
    ctx,
    appointmentHistory,
    times.map((_, index) => ({
      id: demoId('series-history', index),
      appointmentId: demoId('series-visit', index),
      at,
      fromStatus: null,
      toStatus: AppointmentStatus.SCHEDULED,
      action: 'BOOK',
      actorId: bookedBy,
    })),
  )
}
