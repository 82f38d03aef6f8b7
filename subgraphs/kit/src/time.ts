import { Temporal } from 'temporal-polyfill'

/** Half-open: the end belongs to what follows. */
export interface Interval {
  startsAt: Date
  endsAt: Date
}

/** Whether two share an instant. */
export const overlaps = (a: Interval, b: Interval) => a.startsAt < b.endsAt && b.startsAt < a.endsAt

export const toInstant = (date: Date) => Temporal.Instant.fromEpochMilliseconds(date.getTime())

export const toDate = (moment: { epochMilliseconds: number }) => new Date(moment.epochMilliseconds)

/** The wall clock of a zone at an instant. */
export const inZone = (date: Date, timeZone: string) => toInstant(date).toZonedDateTimeISO(timeZone)

/** The calendar day that an instant belongs to in a zone, `YYYY-MM-DD`. */
export const dayOf = (date: Date, timeZone: string) => inZone(date, timeZone).toPlainDate().toString()

/** The wall-clock time of an instant in a zone, `HH:MM`. */
export const timeOfDayOf = (date: Date, timeZone: string) =>
  inZone(date, timeZone).toPlainTime().toString().slice(0, 5)

/** The calendar day that an instant belongs to in a zone, to be read by people: “Thursday, 19 March 2026”. */
export const dayInWords = (date: Date, timeZone: string) =>
  inZone(date, timeZone).toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })

/** `30 Nov 2026`. */
export const dateInWords = (date: string) =>
  Temporal.PlainDate.from(date).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** The instants that some calendar days of a zone cover: 23, 24 or 25 hours each (AP7). */
export function daysIn(timeZone: string, date: string, days = 1): Interval {
  const first = Temporal.PlainDate.from(date)
  return {
    startsAt: toDate(first.toZonedDateTime(timeZone)),
    endsAt: toDate(first.add({ days }).toZonedDateTime(timeZone)),
  }
}

/**
 * The instant of a wall-clock time on a day of a zone. A time that does not exist (spring forward)
 * moves forward by the gap; one that happens twice means the first (AP7).
 */
export function atTime(timeZone: string, date: string, timeOfDay: string): Date {
  return toDate(
    Temporal.PlainDate.from(date)
      .toPlainDateTime(Temporal.PlainTime.from(timeOfDay))
      .toZonedDateTime(timeZone, { disambiguation: 'compatible' }),
  )
}

/** 1 = Monday … 7 = Sunday, as ISO 8601 counts. */
export const weekdayOf = (date: string) => Temporal.PlainDate.from(date).dayOfWeek

export const addDays = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString()

/** How many days the second day is after the first; negative when it is earlier. */
export const daysBetween = (from: string, to: string) =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days

export const addWeeks = (date: string, weeks: number) => addDays(date, weeks * 7)

/** The same day some months later; the last day of a shorter month. */
export const addMonths = (date: string, months: number) =>
  Temporal.PlainDate.from(date).add({ months }).toString()

export const addMinutes = (date: Date, minutes: number) => new Date(date.getTime() + minutes * 60_000)

export const minutesBetween = ({ startsAt, endsAt }: Interval) =>
  Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)
