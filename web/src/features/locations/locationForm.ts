import type { OpeningHoursInput, Weekday } from '../../gql/types'
import { percentFrom } from '../../ui/amount'
import type { Problem } from '../../ui/errors'
import { lacking } from '../../ui/fields'
import { sentPhone } from '../../ui/phone'
import type { Location_locationFragment } from './locations.gen'

export type Location = Location_locationFragment

export const weekdays: Record<Weekday, string> = {
  MONDAY: 'Monday',
  TUESDAY: 'Tuesday',
  WEDNESDAY: 'Wednesday',
  THURSDAY: 'Thursday',
  FRIDAY: 'Friday',
  SATURDAY: 'Saturday',
  SUNDAY: 'Sunday',
}

const days = Object.keys(weekdays) as Weekday[]

export const labels = {
  name: 'Name',
  address: 'Address',
  phone: 'Telephone',
  email: 'E-mail',
  timeZone: 'Time zone',
  currency: 'Currency',
  taxRate: 'Tax on services, %',
  openingHours: 'Opening hours',
  vatNumber: 'VAT number',
  bankAccount: 'Bank account',
  lateCancellationHours: 'Late cancellation, hours before',
  bookingMonthsAhead: 'Booked ahead, months',
  estimateValidDays: 'Estimates are good for, days',
}

/** Texts as they are typed; of a weekday, its spans. */
export type Values = Record<Exclude<keyof typeof labels, 'openingHours'>, string> & {
  openingHours: Record<Weekday, string>
}

const spansOf = (hours: Location['openingHours'], day: Weekday) =>
  hours
    .filter(({ weekday }) => weekday === day)
    .map(({ opens, closes }) => `${opens} – ${closes}`)
    .join(', ')

export const hoursText = (hours: Location['openingHours']): Record<Weekday, string> => ({
  MONDAY: spansOf(hours, 'MONDAY'),
  TUESDAY: spansOf(hours, 'TUESDAY'),
  WEDNESDAY: spansOf(hours, 'WEDNESDAY'),
  THURSDAY: spansOf(hours, 'THURSDAY'),
  FRIDAY: spansOf(hours, 'FRIDAY'),
  SATURDAY: spansOf(hours, 'SATURDAY'),
  SUNDAY: spansOf(hours, 'SUNDAY'),
})

const usualDay = '08:30 – 18:00'

export const start = (timeZone: string, currency: string): Values => ({
  name: '',
  address: '',
  phone: '',
  email: '',
  timeZone,
  currency,
  taxRate: '0',
  openingHours: {
    MONDAY: usualDay,
    TUESDAY: usualDay,
    WEDNESDAY: usualDay,
    THURSDAY: usualDay,
    FRIDAY: usualDay,
    SATURDAY: '',
    SUNDAY: '',
  },
  vatNumber: '',
  bankAccount: '',
  lateCancellationHours: '24',
  bookingMonthsAhead: '18',
  estimateValidDays: '30',
})

export const valuesOf = (location: Location): Values => ({
  name: location.name,
  address: location.address,
  phone: location.phone ?? '',
  email: location.email ?? '',
  timeZone: location.timeZone,
  currency: location.currency,
  taxRate: '0',
  openingHours: hoursText(location.openingHours),
  vatNumber: location.vatNumber ?? '',
  bankAccount: location.bankAccount ?? '',
  lateCancellationHours: String(location.lateCancellationHours),
  bookingMonthsAhead: String(location.bookingMonthsAhead),
  estimateValidDays: String(location.estimateValidDays),
})

const span = /^(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/

const twoDigits = (time: string) => time.padStart(5, '0')

/** The spans of a day as they are typed, `8:30-12:00, 13:00-18:00`; null for what is none. */
function spansFrom(weekday: Weekday, text: string): OpeningHoursInput[] | null {
  const parts = text.split(',').filter((part) => part.trim() !== '')
  const spans = parts.map((part) => span.exec(part.trim()))
  if (spans.some((each) => each === null)) return null
  return spans.map((each) => ({ weekday, opens: twoDigits(each![1]!), closes: twoDigits(each![2]!) }))
}

export function lackingIn({ openingHours }: Values): Problem | null {
  const wrong = days.find((day) => spansFrom(day, openingHours[day]) === null)
  return wrong
    ? lacking('openingHours', `${weekdays[wrong]}: hours are written like 08:30 – 12:00, 13:00 – 18:00.`)
    : null
}

/** Figures that are no whole numbers are for the server to refuse at their field. */
const figure = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : -1)

export const inputOf = ({ taxRate: _taxRate, ...values }: Values, country: string | null) => ({
  ...values,
  phone: sentPhone(values.phone, country),
  openingHours: days.flatMap((day) => spansFrom(day, values.openingHours[day]) ?? []),
  lateCancellationHours: figure(values.lateCancellationHours),
  bookingMonthsAhead: figure(values.bookingMonthsAhead),
  estimateValidDays: figure(values.estimateValidDays),
})

export const taxRateFrom = (text: string): number => percentFrom(text) ?? -1

/** How a value is written beside the one that another desk saved. */
export const show = (field: keyof Values, values: Values): string =>
  field === 'openingHours'
    ? days.map((day) => `${weekdays[day].slice(0, 2)} ${values.openingHours[day] || 'closed'}`).join('; ')
    : values[field]
