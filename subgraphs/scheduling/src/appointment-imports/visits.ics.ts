import ICAL from 'ical.js'
import {
  type FileContent,
  type FileVisit,
  type Mistake,
  mistake,
  momentIn,
  unreadable,
} from './file-visit.ts'

/** A property and a component of jCal (RFC 7265), the form in which ical.js reads iCalendar. */
type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, string>>,
  type: string,
  value: unknown,
]
type Component = readonly [name: string, properties: readonly Property[], components: readonly Component[]]

const columns: FileVisit['columns'] = {
  start: 'DTSTART',
  end: 'DTEND',
  type: 'SUMMARY',
  vet: 'ORGANIZER',
  room: 'LOCATION',
  microchip: 'SUMMARY',
  client: 'ATTENDEE',
  pet: 'SUMMARY',
  note: 'DESCRIPTION',
}

const recurring = ['rrule', 'rdate', 'exrule']

/** Where events begin in the file. */
const beginnings = (text: string): number[] =>
  text.split(/\r\n|\r|\n/).flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []))

/** The value of a property that is a text; what has another shape says nothing here. */
const valueOf = (property: Property | undefined) => (typeof property?.[3] === 'string' ? property[3] : '')

/** The address of `mailto:` or `tel:`. */
const addressOf = (property: Property | undefined) => valueOf(property).replace(/^(mailto|tel):/i, '')

/** Null for what is no duration. */
function minutesIn(duration: string): number | null {
  try {
    return ICAL.Duration.fromString(duration).toSeconds() / 60
  } catch {
    return null
  }
}

function visitOf(
  [, properties]: Component,
  line: number,
  timeZone: string,
  mistakes: Mistake[],
): FileVisit | null {
  const find = (name: string) => properties.find(([is]) => is === name)
  const textOf = (name: string) => valueOf(find(name)).trim()
  const wrong = (column: string, message: string) => void mistakes.push(mistake(line, column, message))
  const before = mistakes.length
  if (properties.some(([name]) => recurring.includes(name)))
    wrong('RRULE', 'An event that recurs is not imported: export each visit by itself.')
  const timeOf = (name: 'dtstart' | 'dtend') => {
    const property = find(name)
    if (!property) return null
    const [, { tzid }, type, value] = property
    const moment = type === 'date-time' ? momentIn(String(value), tzid ?? timeZone) : null
    if (!moment)
      wrong(
        name.toUpperCase(),
        tzid && momentIn(String(value), 'UTC')
          ? `There is no time zone ${tzid.slice(0, 60)}.`
          : 'A visit begins and ends at a time of a day.',
      )
    return moment
  }
  const startsAt = timeOf('dtstart')
  const stated = timeOf('dtend')
  if (!find('dtstart')) wrong('DTSTART', 'An event needs a start.')
  const duration = textOf('duration')
  const minutes = duration === '' ? null : minutesIn(duration)
  if (duration !== '' && minutes === null) wrong('DURATION', 'This is no duration, such as PT30M.')
  if (!startsAt || mistakes.length > before) return null
  const [type = '', pet = ''] = textOf('summary')
    .split(/:(.*)/s)
    .map((part) => part.trim())
  const isChip = /^[\d ]{15,}$/.test(pet)
  const vet = addressOf(find('organizer'))
  const client = properties.filter(([name]) => name === 'attendee').map(addressOf)
  const uid = textOf('uid')
  return {
    line,
    // An exception of a series has the UID of the others.
    identity: uid === '' ? null : `${uid}\n${textOf('recurrence-id')}`,
    startsAt,
    endsAt: stated,
    minutes: stated ? null : minutes,
    cancelled: textOf('status').toUpperCase() === 'CANCELLED',
    type,
    vet: vet || (find('organizer')?.[1]['cn'] ?? ''),
    room: textOf('location'),
    microchip: isChip ? pet : '',
    client: client.find((address) => address.toLowerCase() !== vet.toLowerCase()) ?? '',
    pet: isChip ? '' : pet,
    note: textOf('description'),
    columns,
  }
}

/** The visits of an iCalendar file. */
export function visitsOfIcs(text: string, timeZone: string): FileContent {
  let read: Component | Component[]
  try {
    read = ICAL.parse(text) as unknown as Component | Component[]
  } catch {
    return unreadable(1, null, 'This file cannot be read as iCalendar.')
  }
  const calendars = typeof read[0] === 'string' ? [read as Component] : (read as Component[])
  const events = calendars.flatMap(([, , components]) => components.filter(([name]) => name === 'vevent'))
  if (events.length === 0) return unreadable(1, null, 'This file has no events.')
  const lines = beginnings(text)
  const mistakes: Mistake[] = []
  const visits = events.flatMap((event, index) => visitOf(event, lines[index] ?? 1, timeZone, mistakes) ?? [])
  return { visits, mistakes }
}
