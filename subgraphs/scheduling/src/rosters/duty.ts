import { addDays, atTime, daysIn, type Interval, weekdayOf } from '@vetgraph/kit/time'
import type { LocationRef } from '../refs/refs.table.ts'
import type { ClosureRow } from '../closures/closure.table.ts'
import type { LeaveRow } from './roster.table.ts'
import type { ShiftRow } from './shift.table.ts'

/** A time at which somebody is on duty, inside the location’s hours. */
export interface RosterSpan extends Interval {
  vetId: string
}

export type Shift = Pick<ShiftRow, 'vetId' | 'weekday' | 'starts' | 'ends' | 'validFrom' | 'validTo'>
export type Leave = Pick<LeaveRow, 'userId' | 'firstDay' | 'lastDay' | 'starts' | 'ends'>
export type Closure = Pick<ClosureRow, 'firstDay' | 'lastDay' | 'starts' | 'ends'>

/** What says who is on duty at a location. */
export interface DutyFacts {
  shifts: readonly Shift[]
  leave: readonly Leave[]
  closures: readonly Closure[]
}

/** From one time of a day to another, which is the next day's when it is not later. */
const spanOf = (zone: string, day: string, starts: string, ends: string): Interval => ({
  startsAt: atTime(zone, day, starts),
  endsAt: atTime(zone, ends > starts ? day : addDays(day, 1), ends),
})

/** Intervals by start; those that touch are one, so that a visit can lie across midnight. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = []
  for (const next of [...intervals].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const last = result.at(-1)
    if (!last || last.endsAt < next.startsAt) result.push({ ...next })
    else if (last.endsAt < next.endsAt) last.endsAt = next.endsAt
  }
  return result
}

/** What lies in both. */
export const common = (some: readonly Interval[], others: readonly Interval[]): Interval[] =>
  some.flatMap((a) =>
    others
      .map((b) => ({
        startsAt: a.startsAt > b.startsAt ? a.startsAt : b.startsAt,
        endsAt: a.endsAt < b.endsAt ? a.endsAt : b.endsAt,
      }))
      .filter(({ startsAt, endsAt }) => startsAt < endsAt),
  )

const without = (intervals: readonly Interval[], taken: readonly Interval[]): Interval[] =>
  taken.reduce<Interval[]>(
    (left, { startsAt, endsAt }) =>
      left.flatMap((span) =>
        [
          { startsAt: span.startsAt, endsAt: span.endsAt < startsAt ? span.endsAt : startsAt },
          { startsAt: span.startsAt > endsAt ? span.startsAt : endsAt, endsAt: span.endsAt },
        ].filter((part) => part.startsAt < part.endsAt),
      ),
    [...intervals],
  )

const on = (day: string) => (row: { firstDay: string; lastDay: string }) =>
  row.firstDay <= day && day <= row.lastDay

/** When a location is open around some days: its weekly hours without its closures. */
function openIn(
  { timeZone, openingHours }: LocationRef,
  closures: readonly Closure[],
  dates: readonly string[],
) {
  const hours = dates.flatMap((day) => {
    const weekday = weekdayOf(day)
    return openingHours
      .filter((span) => span.weekday === weekday)
      .map(({ opens, closes }) => spanOf(timeZone, day, opens, closes))
  })
  const closed = dates.flatMap((day) =>
    closures
      .filter(on(day))
      .map(({ starts, ends }) =>
        starts && ends ? spanOf(timeZone, day, starts, ends) : daysIn(timeZone, day),
      ),
  )
  return without(merged(hours), closed)
}

/** When a location is open on some days. */
export function openOn(
  location: LocationRef,
  closures: readonly Closure[],
  day: string,
  days: number,
): Interval[] {
  const dates = Array.from({ length: days + 1 }, (_, index) => addDays(day, index - 1))
  return common(openIn(location, closures, dates), [daysIn(location.timeZone, day, days)])
}

/** Whether a location is open at all on some days. */
export const isOpenOn = (location: LocationRef, closures: readonly Closure[], day: string, days: number) =>
  openOn(location, closures, day, days).length > 0

/**
 * Who is on duty when, on some days of a location: shifts without leave, cut to the hours at which it is open
 * (AP3, AP7). A shift belongs to the day on which it starts, and so does what leave takes of it.
 */
export function dutyIn(location: LocationRef, facts: DutyFacts, day: string, days: number): RosterSpan[] {
  const zone = location.timeZone
  // Shifts reach over midnight, from the day before and into the day after.
  const dates = Array.from({ length: days + 2 }, (_, index) => addDays(day, index - 1))
  const window = daysIn(zone, day, days)
  const open = openIn(location, facts.closures, dates)
  const people = [...new Set(facts.shifts.map(({ vetId }) => vetId))]
  return people.flatMap((vetId) => {
    const shifts = facts.shifts.filter((shift) => shift.vetId === vetId)
    const leave = facts.leave.filter(({ userId }) => userId === vetId)
    const spans = dates.flatMap((date) => {
      const weekday = weekdayOf(date)
      const away = leave.filter(on(date))
      if (away.some(({ starts }) => starts === null)) return []
      const worked = shifts
        .filter((shift) => shift.weekday === weekday && shift.validFrom <= date)
        .filter(({ validTo }) => validTo === null || date <= validTo)
        .map(({ starts, ends }) => spanOf(zone, date, starts, ends))
      return without(
        worked,
        away.flatMap(({ starts, ends }) => (starts && ends ? [spanOf(zone, date, starts, ends)] : [])),
      )
    })
    return common(merged(spans), open)
      .filter(({ startsAt, endsAt }) => startsAt < window.endsAt && endsAt > window.startsAt)
      .map((span) => ({ vetId, ...span }))
  })
}
