import { addDays, addMinutes, atTime, dayOf, type Interval } from '@vetgraph/kit/time'
import { TreatmentFrequency } from './treatment.table.ts'

/** Every so many hours that have passed, whatever the clock does meanwhile: q8h is eight hours over a clock change. */
const everyHours: Partial<Record<TreatmentFrequency, number>> = {
  Q1H: 1,
  Q2H: 2,
  Q4H: 4,
  Q6H: 6,
  Q8H: 8,
  Q12H: 12,
  Q24H: 24,
  // What runs continuously is looked at every hour.
  CONTINUOUS: 1,
}

/** At these times of the location's clock. */
const timesOfDay: Partial<Record<TreatmentFrequency, readonly string[]>> = {
  SID: ['08:00'],
  BID: ['08:00', '20:00'],
  TID: ['06:00', '14:00', '22:00'],
  QID: ['06:00', '12:00', '18:00', '23:00'],
}

/** How long after its time a task is late or overdue, in minutes. */
const grace = 30

export const overdueFrom = (dueAt: Date) => addMinutes(dueAt, grace)

export interface Timed {
  frequency: TreatmentFrequency
  startsAt: Date
  stoppedAt: Date | null
}

function* candidates({ frequency, startsAt }: Timed, { startsAt: from, endsAt }: Interval, timeZone: string) {
  if (frequency === TreatmentFrequency.ONCE) yield startsAt
  const hours = everyHours[frequency]
  if (hours) {
    const step = hours * 3_600_000
    const skipped = Math.max(0, Math.ceil((from.getTime() - startsAt.getTime()) / step))
    for (let at = startsAt.getTime() + skipped * step; at < endsAt.getTime(); at += step) yield new Date(at)
  }
  const times = timesOfDay[frequency]
  if (times) {
    for (let day = dayOf(from, timeZone); atTime(timeZone, day, '00:00') < endsAt; day = addDays(day, 1))
      for (const time of times) yield atTime(timeZone, day, time)
  }
}

/** The times of a treatment in an interval, in their order: until it is stopped, none for what is given as needed. */
export const timesOf = (treatment: Timed, within: Interval, timeZone: string): Date[] =>
  [...candidates(treatment, within, timeZone)].filter(
    (at) =>
      at >= treatment.startsAt &&
      at >= within.startsAt &&
      at < within.endsAt &&
      (!treatment.stoppedAt || at < treatment.stoppedAt),
  )
