import ical, { ICalEventStatus } from 'ical-generator'
import { inZone } from '@vetgraph/kit/time'
import { tzlib_get_ical_block } from 'timezones-ical-library'

/** What a calendar shows of a visit: neither its reason nor notes, nor who the owner is (AP16). */
export interface CalendarVisit {
  id: string
  version: number
  startsAt: Date
  endsAt: Date
  updatedAt: Date
  isCancelled: boolean
  summary: string
  place: string
  timeZone: string
}

/** The definition of a time zone, with its changes of the clock. */
function zoneOf(timeZone: string): string | null {
  const block: unknown = tzlib_get_ical_block(timeZone)
  return Array.isArray(block) ? String(block[0]) : null
}

/** Visits as a calendar program reads them: each with a permanent id, and a sequence that rises with every change. */
export function calendarFile(name: string, visits: readonly CalendarVisit[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'Vetgraph', product: 'Vetgraph', language: 'EN' },
    timezone: { name: null, generator: zoneOf },
    ttl: 15 * 60,
  })
  for (const visit of visits) {
    calendar.createEvent({
      id: `${visit.id}@vetgraph`,
      sequence: visit.version,
      stamp: visit.updatedAt,
      start: inZone(visit.startsAt, visit.timeZone),
      end: inZone(visit.endsAt, visit.timeZone),
      timezone: visit.timeZone,
      summary: visit.summary,
      location: visit.place,
      status: visit.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}
