import { Temporal } from 'temporal-polyfill'

/** The day it is where the day begins first: nothing of today anywhere is in the future. */
export const latestDay = (now: Date) =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO('Pacific/Kiritimati')
    .toPlainDate()
    .toString()

/** An age as it is said at the desk: days, then weeks, months, and years with months. It stops at death (PT2). */
export function ageText(dateOfBirth: string | null, deceasedOn: string | null, now: Date): string | null {
  if (dateOfBirth === null) return null
  const born = Temporal.PlainDate.from(dateOfBirth)
  const until = Temporal.PlainDate.from(deceasedOn ?? now.toISOString().slice(0, 10))
  const days = Math.max(0, born.until(until, { largestUnit: 'days' }).days)
  if (days < 7) return `${days} d`
  if (days < 12 * 7) return `${Math.floor(days / 7)} w`
  const { years, months } = born.until(until, { largestUnit: 'years' })
  return [years > 0 ? `${years} y` : '', months > 0 ? `${months} m` : ''].filter(Boolean).join(' ')
}
