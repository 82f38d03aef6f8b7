import { badInput } from '@vetgraph/kit/errors'
import { gridMinutes } from '../appointment-types/appointment-type.table.ts'

const firstDay = '1900-01-01'
const lastDay = '2999-12-31'

/** Refuses days outside the supported years, near which JavaScript and PostgreSQL differ. */
export function checkDay(day: string, field = 'date') {
  if (day < firstDay || day > lastDay) throw badInput(field, `Ask for a day from ${firstDay} to ${lastDay}.`)
}

/** Refuses a time of day off the grid on which visits start. */
export function checkTime(time: string, field: string) {
  if (Number(time.slice(3)) % gridMinutes !== 0)
    throw badInput(field, `Times are full ${gridMinutes} minutes, like 08:05.`)
}

const maxDays = 366

interface Days {
  firstDay: string
  lastDay: string
  starts?: string | null
  ends?: string | null
}

/** Refuses days in the wrong order, more than a year of them, and half a time (S1). */
export function checkDays({ firstDay, lastDay, starts, ends }: Days) {
  checkDay(firstDay, 'firstDay')
  checkDay(lastDay, 'lastDay')
  if (lastDay < firstDay) throw badInput('lastDay', 'The last day is not before the first one.')
  if (Date.parse(lastDay) - Date.parse(firstDay) >= maxDays * 86_400_000)
    throw badInput('lastDay', `At most ${maxDays} days at once.`)
  if ((starts == null) !== (ends == null))
    throw badInput(ends == null ? 'ends' : 'starts', 'Give both times, or none for whole days.')
  if (starts != null && ends != null) {
    checkTime(starts, 'starts')
    checkTime(ends, 'ends')
    if (starts === ends) throw badInput('ends', 'The times are the same; leave both out for whole days.')
  }
}
