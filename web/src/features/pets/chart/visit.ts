import type { Visit_appointmentFragment } from '../../../gql/types'
import { dateIn } from '../../../ui/format'

/** The visit on its day's board. */
export const visitHref = ({ id, startsAt, location }: Visit_appointmentFragment): string =>
  `/?date=${dateIn(startsAt, location.timeZone)}&appointment=${id}`
