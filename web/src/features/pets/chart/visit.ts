import { dateIn } from '../../../ui/format'
import type { Visit_appointmentFragment } from './chart.gen'

/** The visit on its day's board; `here` is the clock to go by while its own place is not told. */
export const visitHref = ({ id, startsAt, location }: Visit_appointmentFragment, here: string): string =>
  `/?date=${dateIn(startsAt, location?.timeZone ?? here)}&appointment=${id}`
