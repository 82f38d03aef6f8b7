import { type CsvLine, readCsv } from '@vetgraph/kit/documents/csv'
import { maxVisits } from './appointment-import.types.ts'
import {
  type FileContent,
  type FileVisit,
  type Mistake,
  mistake,
  momentIn,
  unreadable,
} from './file-visit.ts'

const noTime = 'This is no time of ISO 8601, such as 2026-03-16 and 14:30.'

function visitOf({ line, cells }: CsvLine, timeZone: string, mistakes: Mistake[]): FileVisit | null {
  const cell = (name: string) => cells[name] ?? ''
  const start = cell('start') === '' ? 'time' : 'start'
  const startsAt = momentIn(cell('start') || `${cell('date')}T${cell('time')}`, timeZone)
  // An end without a day is of the day of the start.
  const day = (cell('date') || cell('start')).slice(0, 10)
  const end = /^\d{1,2}:\d\d/.test(cell('end')) ? `${day}T${cell('end')}` : cell('end')
  const endsAt = end === '' ? null : momentIn(end, timeZone)
  const minutes = cell('minutes')
  const wrong = (column: string, message: string) => void mistakes.push(mistake(line, column, message))
  const before = mistakes.length
  if (!startsAt) wrong(start, noTime)
  if (end !== '' && !endsAt) wrong('end', noTime)
  if (minutes !== '' && !/^\d{1,9}$/.test(minutes)) wrong('minutes', 'This is no number of minutes.')
  if (!startsAt || mistakes.length > before) return null
  return {
    line,
    identity: cell('id') || null,
    startsAt,
    endsAt,
    minutes: minutes === '' ? null : Number(minutes),
    cancelled: false,
    type: cell('type'),
    vet: cell('vet'),
    room: cell('room'),
    microchip: cell('microchip'),
    client: cell('client'),
    pet: cell('pet'),
    note: cell('note'),
    columns: {
      start,
      end: end === '' ? 'minutes' : 'end',
      type: 'type',
      vet: 'vet',
      room: 'room',
      microchip: 'microchip',
      client: 'client',
      pet: cell('microchip') === '' ? 'pet' : 'microchip',
      note: 'note',
    },
  }
}

/** The visits of a CSV file. */
export function visitsOfCsv(text: string, timeZone: string): FileContent {
  const { lines, brokenAt } = readCsv(text, maxVisits)
  if (brokenAt !== null) return unreadable(brokenAt, null, 'This line cannot be read as CSV.')
  const [first] = lines
  if (!first) return unreadable(1, null, 'This file has no lines.')
  const lacking = ['type', 'vet', 'start' in first.cells ? 'start' : 'date'].find(
    (name) => !(name in first.cells),
  )
  if (lacking) return unreadable(1, lacking, 'The file lacks this column.')
  const mistakes: Mistake[] = []
  const visits = lines.flatMap((line) => visitOf(line, timeZone, mistakes) ?? [])
  return { visits, mistakes }
}
