import { Temporal } from 'temporal-polyfill'
import type { LeaveKind, Weekday } from '../../gql/types'
import type { Rosters_rosterFragment } from './rosters.gen'

export type Roster = Rosters_rosterFragment
export type Person = NonNullable<Roster['user']>

export const weekdays = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const satisfies readonly Weekday[]

export const leaveWords: Record<LeaveKind, string> = {
  HOLIDAY: 'Annual leave',
  SICK: 'Off sick',
  TRAINING: 'Training',
  OTHER: 'Away',
}

/** A shift in minutes of its day; one that ends on the next day ends after 1440. */
export interface Span {
  from: number
  to: number
}

/** The shifts of each day of a week. */
export type Week = Record<Weekday, Span[]>

const day = 24 * 60
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** What is written of a day: `08:00–12:00, 13:00–18:00`. */
export const textOf = (spans: readonly Span[]): string =>
  spans.map(({ from, to }) => `${timeOf(from)}–${timeOf(to)}`).join(', ')

const oneSpan = /^(\d{1,2}):?(\d{2})?\s*[-–]\s*(\d{1,2}):?(\d{2})?$/

/** The shifts that somebody typed, `8-12, 13:00-18:00`; null when it is none. */
export function spansFrom(text: string): Span[] | null {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const spans: Span[] = []
  for (const part of parts) {
    const [, h1, m1 = '0', h2, m2 = '0'] = oneSpan.exec(part) ?? []
    const from = Number(h1) * 60 + Number(m1)
    let to = Number(h2) * 60 + Number(m2)
    if (!(from < day && to <= day && Number(m1) < 60 && Number(m2) < 60)) return null
    if (to <= from) to += day
    spans.push({ from, to })
  }
  return joined(spans)
}

/** Spans by start; those that touch or overlap are one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const next of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && last.to >= next.from) last.to = Math.max(last.to, next.to)
    else result.push({ ...next })
  }
  return result
}

/** What is left when a time is rubbed out. */
export const without = (spans: readonly Span[], { from, to }: Span): Span[] =>
  spans
    .flatMap((span) => [
      { from: span.from, to: Math.min(span.to, from) },
      { from: Math.max(span.from, to), to: span.to },
    ])
    .filter((span) => span.from < span.to)

/** Monday of a day's week. */
export function mondayOf(date: string): string {
  const plain = Temporal.PlainDate.from(date)
  return plain.subtract({ days: plain.dayOfWeek - 1 }).toString()
}

/** The shifts that apply in a week that begins on a Monday. */
export function weekOf({ shifts }: Pick<Roster, 'shifts'>, monday: string): Week {
  const first = Temporal.PlainDate.from(monday)
  return Object.fromEntries(
    weekdays.map((weekday, index) => {
      const date = first.add({ days: index }).toString()
      const spans = shifts
        .filter((shift) => shift.weekday === weekday && shift.from <= date)
        .filter(({ to }) => to === null || to === undefined || date <= to)
        .map(({ starts, ends }) => {
          const [from, to] = [minutesOf(starts), minutesOf(ends)]
          return { from, to: to > from ? to : to + day }
        })
      return [weekday, joined(spans)]
    }),
  ) as Week
}

/** A week as it is saved. */
export const shiftsOf = (week: Week) =>
  weekdays.flatMap((weekday) =>
    week[weekday].map(({ from, to }) => ({ weekday, starts: timeOf(from), ends: timeOf(to) })),
  )

export const sameWeek = (a: Week, b: Week) => weekdays.every((name) => textOf(a[name]) === textOf(b[name]))

/** The hours worth showing: the location's and all shifts', the whole day when one goes over midnight. */
export function axisOf(
  hours: ReadonlyArray<{ opens: string; closes: string }>,
  weeks: readonly Week[],
): Span {
  const spans = weeks.flatMap((week) => weekdays.flatMap((weekday) => week[weekday]))
  const starts = [...hours.map(({ opens }) => minutesOf(opens)), ...spans.map(({ from }) => from), 8 * 60]
  const ends = [...hours.map(({ closes }) => minutesOf(closes)), ...spans.map(({ to }) => to), 18 * 60]
  if (Math.max(...ends) > day) return { from: 0, to: day }
  return { from: Math.max(0, Math.min(...starts) - 60), to: Math.min(day, Math.max(...ends) + 60) }
}

/** `12 – 16 Mar`, `12 Mar, 13:00–15:00`. */
export function daysText(
  row: { firstDay: string; lastDay: string; starts?: string | null; ends?: string | null },
  format: (day: string) => string,
): string {
  const days =
    row.firstDay === row.lastDay ? format(row.firstDay) : `${format(row.firstDay)} to ${format(row.lastDay)}`
  return row.starts && row.ends ? `${days}, ${row.starts}–${row.ends}` : days
}
