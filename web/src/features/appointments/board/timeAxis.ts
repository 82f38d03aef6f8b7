import { Temporal } from 'temporal-polyfill'
import { formatTime } from '../../../ui/format'

interface Span {
  startsAt: string
  endsAt: string
}

export interface TimeAxis {
  startsAt: string
  endsAt: string
  height: number
  /** One per hour that really passes: a day of 25 hours names one clock hour twice, one of 23 skips one. */
  hours: { y: number; label: string; instant: string }[]
  y: (instant: string) => number
  /** The instant at a height, on the grid. */
  instantAt: (y: number, gridMinutes?: number) => string
}

const minutesBetween = (from: number, to: number): number => (to - from) / 60_000

/** Lays real elapsed time out from top to bottom, labelled by the location's clock. */
export function timeAxis(startsAt: string, endsAt: string, zone: string, pixelsPerMinute: number): TimeAxis {
  const start = Date.parse(startsAt)
  const end = Date.parse(endsAt)
  const hours: TimeAxis['hours'] = []
  for (let at = start; at <= end; at += 3_600_000) {
    const instant = new Date(at).toISOString()
    hours.push({ y: minutesBetween(start, at) * pixelsPerMinute, label: formatTime(instant, zone), instant })
  }
  return {
    startsAt,
    endsAt,
    hours,
    height: minutesBetween(start, end) * pixelsPerMinute,
    y: (instant) => minutesBetween(start, Date.parse(instant)) * pixelsPerMinute,
    instantAt: (y, gridMinutes = 15) => {
      const minutes = Math.round(y / pixelsPerMinute / gridMinutes) * gridMinutes
      return new Date(start + minutes * 60_000).toISOString()
    },
  }
}

const wallClock = (date: string, time: string, zone: string): string =>
  Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).toInstant().toString()

interface Hours {
  weekday: string
  opens: string
  closes: string
}

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

/** When the location is open on that calendar day, as instants; none when it is closed. */
export function openingSpans(date: string, zone: string, hours: readonly Hours[]): Span[] {
  const weekday = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1]
  return hours
    .filter((each) => each.weekday === weekday)
    .map((each) => ({
      startsAt: wallClock(date, each.opens, zone),
      endsAt: wallClock(date, each.closes, zone),
    }))
}

/** The part of the day worth showing: opening hours, shifts and whatever was booked outside them, in whole hours. */
export function dayBounds(date: string, zone: string, spans: readonly Span[]): Span {
  const shown =
    spans.length > 0
      ? spans
      : [{ startsAt: wallClock(date, '08:00', zone), endsAt: wallClock(date, '18:00', zone) }]
  const dayStart = Temporal.PlainDate.from(date).toZonedDateTime(zone)
  const dayEnd = dayStart.add({ days: 1 })
  const first = Math.max(
    Math.min(...shown.map((span) => Date.parse(span.startsAt))),
    dayStart.epochMilliseconds,
  )
  const last = Math.min(Math.max(...shown.map((span) => Date.parse(span.endsAt))), dayEnd.epochMilliseconds)
  const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return {
    startsAt: local(first).round({ smallestUnit: 'hour', roundingMode: 'floor' }).toInstant().toString(),
    endsAt: local(last).round({ smallestUnit: 'hour', roundingMode: 'ceil' }).toInstant().toString(),
  }
}
