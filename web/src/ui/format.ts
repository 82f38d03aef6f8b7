import { Temporal } from 'temporal-polyfill'

export interface MoneyValue {
  amount: number
  currency: string
}

const kept = 'vetgraph.locale'

/** The hospital's, as this browser last heard it; before that the browser's own. */
let locale =
  typeof localStorage === 'undefined' ? 'en-GB' : (localStorage.getItem(kept) ?? navigator.language)

const cache = new Map<string, Intl.DateTimeFormat>()

/** Dates and amounts are written as the hospital writes them, whatever the browser's language. */
export function adoptLocale(hospitals: string | null | undefined): string {
  if (hospitals && hospitals !== locale) {
    locale = hospitals
    cache.clear()
    localStorage.setItem(kept, hospitals)
  }
  return locale
}

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let found = cache.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone, hourCycle: 'h23' })
    cache.set(key, found)
  }
  return found
}

/** All clocks are the location's, so every function asks for its zone and none reads the browser's. */
export const formatTime = (instant: string, zone: string): string =>
  formatter(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant))

export const formatDateTime = (instant: string, zone: string): string =>
  formatter(zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant))

export const formatInstantDay = (instant: string, zone: string): string =>
  formatter(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(instant))

export function formatDay(date: string, style: 'long' | 'short' | 'dated' = 'long'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'long'
      ? { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }
      : style === 'dated'
        ? { day: 'numeric', month: 'short', year: 'numeric' }
        : {
            weekday: 'short',
            day: 'numeric',
            month: 'short',
            // A day of another year says so.
            year: date.startsWith(todayIn('UTC').slice(0, 4)) ? undefined : 'numeric',
          }
  return formatter('UTC', options).format(new Date(`${date}T12:00:00Z`))
}

const placeholders: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {
  day: 'DD',
  month: 'MM',
  year: 'YYYY',
}

/** The order and the signs between day, month and year as a date is typed: `DD/MM/YYYY`, `MM/DD/YYYY`, `DD.MM.YYYY`. */
export const dateOrder = (): string =>
  new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    calendar: 'gregory',
    numberingSystem: 'latn',
  })
    .formatToParts()
    .map(({ type, value }) => placeholders[type] ?? value)
    .join('')

/** Where the week of a calendar begins with Sunday, as in North America. */
export function weekStartsOnSunday(): boolean {
  const here: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(locale)
  return here.getWeekInfo?.().firstDay === 7
}

export const todayIn = (zone: string): string => Temporal.Now.plainDateISO(zone).toString()

export const dateIn = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()

export const addDays = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString()

/** The instant at which a day begins in a zone. */
export const startOfDay = (date: string, zone: string): string =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString()

export const isDate = (text: string | null): text is string => {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text)
    return true
  } catch {
    return false
  }
}

export function formatMoney({ amount, currency }: MoneyValue): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(amount / 10 ** digits)
}

/** A month, `2026-11`, as people read it. */
export const formatMonth = (month: string): string =>
  formatter('UTC', { month: 'short', year: 'numeric' }).format(new Date(`${month}-15T12:00:00Z`))

/** A number as the scale of a chart shows it, `1.2K`; of a currency, from its minor units. */
export function formatShort(value: number, currency: string | null): string {
  const short = { notation: 'compact', maximumFractionDigits: 1 } as const
  if (!currency) return new Intl.NumberFormat(locale, short).format(value)
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return new Intl.NumberFormat(locale, { ...short, style: 'currency', currency }).format(value / 10 ** digits)
}

export const formatCount = (count: number): string => new Intl.NumberFormat(locale).format(count)

export function initialsOf(name: string): string {
  const words = name.replace(/^(Dr|Prof)\.?\s+/, '').split(/\s+/)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase()
}
