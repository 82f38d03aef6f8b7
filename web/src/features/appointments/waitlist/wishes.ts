import { formatDay } from '../../../ui/format'

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

interface Wishes {
  firstDay: string
  lastDay: string
  weekdays: readonly number[]
  earliest: string | null
  latest: string | null
}

/** Which days and times suit, in one line. */
export const wishesText = ({ firstDay, lastDay, weekdays, earliest, latest }: Wishes): string =>
  [
    `${formatDay(firstDay, 'short')} to ${formatDay(lastDay, 'short')}`,
    weekdays.map((day) => weekdayNames[day - 1]).join(', '),
    earliest && `from ${earliest}`,
    latest && `until ${latest}`,
  ]
    .filter(Boolean)
    .join(', ')
