import { Temporal } from 'temporal-polyfill'
import { badInput } from '../errors.ts'
import { addDays, addMonths, daysBetween } from '../time.ts'

/** Calendar days of a location, both inclusive. */
export interface Period {
  from: string
  until: string
}

const maxDays = 1830

const countOfDays = ({ from, until }: Period) => daysBetween(from, until) + 1

export function checkPeriod(period: Period) {
  if (period.until < period.from) throw badInput('until', 'The last day is before the first.')
  if (countOfDays(period) > maxDays) throw badInput('until', 'A period has at most five years.')
}

export const daysOf = (period: Period): string[] =>
  Array.from({ length: countOfDays(period) }, (_, index) => addDays(period.from, index))

/** The months that the period touches, `YYYY-MM`. */
export const monthsOf = ({ from, until }: Period): string[] => {
  const first = Temporal.PlainYearMonth.from(from.slice(0, 7))
  const { months } = first.until(Temporal.PlainYearMonth.from(until.slice(0, 7)), { largestUnit: 'month' })
  return Array.from({ length: months + 1 }, (_, index) => first.add({ months: index }).toString())
}

const isWholeMonths = ({ from, until }: Period) => from.endsWith('-01') && addDays(until, 1).endsWith('-01')

/** The months before when the period is whole months, else as many days. */
export function periodBefore(period: Period): Period {
  const from = isWholeMonths(period)
    ? addMonths(period.from, -monthsOf(period).length)
    : addDays(period.from, -countOfDays(period))
  return { from, until: addDays(period.from, -1) }
}

/** The same days of the year before; whole months stay whole in leap years. */
export const yearBefore = (period: Period): Period => ({
  from: addMonths(period.from, -12),
  until: isWholeMonths(period)
    ? addDays(addMonths(addDays(period.until, 1), -12), -1)
    : addMonths(period.until, -12),
})
