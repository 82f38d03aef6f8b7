import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import { inZone } from '../time.ts'

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

interface Mailbox {
  name: string
  email: string
}

/** The definition of a time zone, with its changes of the clock, under its own name: the library names it as one alike. */
function zoneOf(timeZone: string): string | null {
  const block: unknown = tzlib_get_ical_block(timeZone)
  return Array.isArray(block)
    ? String(block[0]).replace(/^(TZID|X-LIC-LOCATION):.*$/gm, `$1:${timeZone}`)
    : null
}

const prodId = { company: 'Vetgraph', product: 'Vetgraph', language: 'EN' }
const timezone = { name: null, generator: zoneOf }

/** A visit as a calendar program reads it: with a permanent id, and a sequence that rises with every change. */
const addVisit = (calendar: ICalCalendar, visit: CalendarVisit, people: Partial<ICalEventData> = {}) =>
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
    ...people,
  })

/** The calendar of a vet or a location. */
export function calendarFile(name: string, visits: readonly CalendarVisit[]): string {
  const calendar = ical({ name, prodId, timezone, ttl: 15 * 60 })
  for (const visit of visits) addVisit(calendar, visit)
  return calendar.toString()
}

/** How a mail program takes an invitation up: into its calendar, or out of it. */
export const calendarMethodOf = ({ isCancelled }: Pick<CalendarVisit, 'isCancelled'>) =>
  isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST

/** The invitation to a visit, or its cancellation; nobody has to answer it. */
export function invitationFile(visit: CalendarVisit, organizer: Mailbox, guest: Mailbox): string {
  const calendar = ical({ prodId, timezone, method: calendarMethodOf(visit) })
  addVisit(calendar, visit, {
    organizer,
    attendees: [{ ...guest, rsvp: false, role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.ACCEPTED }],
  })
  return calendar.toString()
}
