import { formatInstantDay } from '../../ui/format'

/** A calendar day has no clock: noon in UTC is that day in UTC. */
export const formatBirthday = (date: string, estimated: boolean): string =>
  `${estimated ? 'about ' : ''}${formatInstantDay(`${date}T12:00:00Z`, 'UTC')}`
