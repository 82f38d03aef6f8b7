import { ErrorCode } from '@vetgraph/kit/errors'
import { toDate } from '@vetgraph/kit/time'
import { Temporal } from 'temporal-polyfill'

/** What a line says, by what it is called in the graph. */
type Said = 'type' | 'vet' | 'room' | 'microchip' | 'client' | 'pet' | 'note'

/** A visit as a file has it, before anything of it is looked up. */
export interface FileVisit extends Readonly<Record<Said, string>> {
  line: number
  /** By what the other system knows it; null where it does not say. */
  identity: string | null
  startsAt: Date
  /** Null where the file does not say; then `minutes` may. */
  endsAt: Date | null
  minutes: number | null
  cancelled: boolean
  /** How the file calls what is said, for mistakes. */
  columns: Readonly<Record<Said | 'start' | 'end', string>>
}

export interface Mistake {
  line: number
  column: string | null
  code: ErrorCode
  message: string
}

export interface FileContent {
  visits: FileVisit[]
  mistakes: Mistake[]
}

export const mistake = (line: number, column: string | null, message: string): Mistake => ({
  line,
  column,
  code: ErrorCode.BAD_USER_INPUT,
  message,
})

/** A file of which nothing can be read. */
export const unreadable = (line: number, column: string | null, message: string): FileContent => ({
  visits: [],
  mistakes: [mistake(line, column, message)],
})

/**
 * The instant of a text of ISO 8601, in a zone where it names none; null if it is no such text or the zone is unknown. A time that
 * does not exist moves forward by the gap, one that happens twice means the first (AP7).
 */
export function momentIn(text: string, timeZone: string): Date | null {
  try {
    if (!/\d[T ]\d/i.test(text)) return null
    if (text.endsWith(']')) return toDate(Temporal.ZonedDateTime.from(text))
    if (/(Z|[+-]\d\d:?\d\d)$/i.test(text)) return toDate(Temporal.Instant.from(text))
    return toDate(Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
