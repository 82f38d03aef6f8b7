import { useCallback } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { formatTime } from '../../ui/format'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { patientText } from '../../ui/patient'
import { useToast } from '../../ui/toasts'
import {
  type AppointmentChip_appointmentFragment,
  useRescheduleAppointmentMutation,
} from './appointments.gen'
import { putOnCalendar } from './calendarCache'

export interface Place {
  startsAt: string
  vet: { id: string; name: string }
}

/** Moves on the screen at once and on the server after; what the server refuses goes back to where it was. */
export function useMove(
  onRefused: (
    appointment: AppointmentChip_appointmentFragment,
    refused: { wanted: Place; problem: Problem },
  ) => void,
) {
  const location = useCurrentLocation()
  const toast = useToast()
  const { headersFor, done } = useIdempotencyKey()
  const [reschedule] = useRescheduleAppointmentMutation()

  return useCallback(
    async (appointment: AppointmentChip_appointmentFragment, { startsAt, vet }: Place) => {
      const input = { id: appointment.id, version: appointment.version, startsAt, vetId: vet.id }
      const length = Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt)
      const endsAt = new Date(Date.parse(startsAt) + length).toISOString()
      const who = appointment.pet ? patientText(appointment.pet) : 'The patient'
      const at = formatTime(startsAt, location.timeZone)
      try {
        await reschedule({
          variables: { input },
          context: headersFor(input),
          optimisticResponse: {
            rescheduleAppointment: {
              ...appointment,
              startsAt,
              endsAt,
              vet: { ...appointment.vet, ...vet },
            },
          },
          update: (cache, { data }) => data && putOnCalendar(cache, data.rescheduleAppointment, location),
        })
        toast({ message: `${who} is now at ${at} with ${vet.name}.` })
      } catch (error) {
        const problem = problemOf(error)
        toast({
          severity: 'error',
          message: `${who} stays at ${formatTime(appointment.startsAt, location.timeZone)}: ${problem.message}`,
          action:
            problem.code === 'CONFLICT'
              ? {
                  label: 'Other times',
                  run: () => onRefused(appointment, { wanted: { startsAt, vet }, problem }),
                }
              : undefined,
        })
      } finally {
        done()
      }
    },
    [reschedule, headersFor, done, location, toast, onRefused],
  )
}
