import { dayOf, type Interval, overlaps } from '@vetgraph/kit/time'
import { occupied, type Taken, takenBy } from '../appointments/calendar.service.ts'
import type { AppointmentRow } from '../appointments/appointment.table.ts'

/** A time that is taken, by a visit that stands or by an earlier line of the file. */
export interface Entry extends Taken {
  /** The patient and when it is there itself, without preparation and cleaning; null for a time that is held. */
  patient: (Interval & { petId: string }) | null
  /** Null for what stood before. */
  line: number | null
}

export const entryOf = (row: AppointmentRow, line: number | null = null): Entry => ({
  ...takenBy([row])[0]!,
  patient: row.petId === null ? null : { petId: row.petId, startsAt: row.startsAt, endsAt: row.endsAt },
  line,
})

const daysTouched = ({ startsAt, endsAt }: Interval) => [
  ...new Set([dayOf(startsAt, 'UTC'), dayOf(endsAt, 'UTC')]),
]

/** What is taken, by day, so that each line is compared with its own day only. */
export class Diary {
  private readonly days = new Map<string, Entry[]>()

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) this.add(entry)
  }

  add(entry: Entry) {
    for (const day of daysTouched(entry)) this.days.set(day, [...(this.days.get(day) ?? []), entry])
  }

  /** What overlaps a time with its preparation and cleaning. */
  around(visit: Interval, buffers: Parameters<typeof occupied>[1]): Entry[] {
    const needed = occupied(visit, buffers)
    const entries = daysTouched(needed).flatMap((day) => this.days.get(day) ?? [])
    return [...new Set(entries)].filter((entry) => overlaps(entry, needed))
  }
}
