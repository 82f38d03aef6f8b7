import { inZone } from '@vetgraph/kit/time'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The wall clock of a location, `Mon 16 Mar, 10:30`: the same on every machine, unlike `Intl`. */
export function localTime(instant: Date, timeZone: string): string {
  const { dayOfWeek, day, month, hour, minute } = inZone(instant, timeZone)
  const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
  return `${weekdays[dayOfWeek - 1]} ${day} ${months[month - 1]}, ${time}`
}
