import { formatDateTime, formatInstantDay, formatTime } from './format'
import { useCurrentLocation } from './location'

interface Props {
  at: string
  show?: 'time' | 'day' | 'both'
  /** The location's zone when it is not the chosen one. */
  zone?: string
}

const formats = { time: formatTime, day: formatInstantDay, both: formatDateTime }

/** An instant on the location's clock. */
export function When({ at, show = 'both', zone }: Props) {
  const { timeZone } = useCurrentLocation()
  return (
    <time dateTime={at} className="tabular">
      {formats[show](at, zone ?? timeZone)}
    </time>
  )
}
