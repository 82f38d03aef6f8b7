import { Temporal } from 'temporal-polyfill'
import type { TreatmentFrequency, TreatmentOutcome } from '../../gql/types'

/** As vets write them, with what they mean. */
export const frequencies: Readonly<Record<TreatmentFrequency, readonly [short: string, meaning: string]>> = {
  ONCE: ['once', 'once'],
  Q1H: ['q1h', 'every hour'],
  Q2H: ['q2h', 'every 2 hours'],
  Q4H: ['q4h', 'every 4 hours'],
  Q6H: ['q6h', 'every 6 hours'],
  Q8H: ['q8h', 'every 8 hours'],
  Q12H: ['q12h', 'every 12 hours'],
  Q24H: ['q24h', 'every 24 hours'],
  SID: ['sid', '08:00'],
  BID: ['bid', '08:00, 20:00'],
  TID: ['tid', '06:00, 14:00, 22:00'],
  QID: ['qid', '06:00, 12:00, 18:00, 23:00'],
  CONTINUOUS: ['continuous', 'looked at every hour'],
  PRN: ['PRN', 'as needed'],
}

export const outcomes: Readonly<Record<TreatmentOutcome, string>> = {
  GIVEN: 'Given',
  SKIPPED: 'Skipped',
  HELD: 'Held',
}

export const cageText = ({ ward, name }: { ward: string; name: string }) => `${ward} ${name}`

/** The instant of a time on a day of the location's clock. */
export const instantOf = (date: string, time: string, timeZone: string): string =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: time }).toInstant().toString()
