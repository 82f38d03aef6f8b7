import type { ApolloCache } from '@apollo/client'
import { dateIn } from '../../ui/format'
import { TodayPageDocument } from './board/today.gen'
import type { AppointmentChip_appointmentFragment } from './appointments.gen'

/** Puts an appointment on the day it now starts on, when that day has been looked at; its fields update by themselves. */
export function putOnCalendar(
  cache: ApolloCache,
  appointment: AppointmentChip_appointmentFragment,
  location: { id: string; timeZone: string },
): void {
  const variables = { locationId: location.id, date: dateIn(appointment.startsAt, location.timeZone) }
  cache.updateQuery({ query: TodayPageDocument, variables }, (before) => {
    if (!before || before.calendar.appointments.some(({ id }) => id === appointment.id)) return undefined
    return {
      ...before,
      calendar: { ...before.calendar, appointments: [...before.calendar.appointments, appointment] },
    }
  })
}
