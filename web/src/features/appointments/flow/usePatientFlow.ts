import type { ApolloCache } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import { useEffect } from 'react'
import { dateIn, todayIn } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { useNow } from '../../../ui/useNow'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { PatientFlowDocument, usePatientFlowChangedSubscription, usePatientFlowQuery } from './flow.gen'
import { byPriority } from './stages'

/** Puts a visit of the board's day on the board; its fields update by themselves. */
function putOnBoard(
  cache: ApolloCache,
  appointment: AppointmentChip_appointmentFragment,
  location: { id: string; timeZone: string },
) {
  cache.updateQuery({ query: PatientFlowDocument, variables: { locationId: location.id } }, (before) => {
    const isKnown = before?.patientFlow.appointments.some(({ id }) => id === appointment.id)
    if (!before || isKnown || dateIn(appointment.startsAt, location.timeZone) !== before.patientFlow.date)
      return undefined
    const appointments = [...before.patientFlow.appointments, appointment]
    return { ...before, patientFlow: { ...before.patientFlow, appointments } }
  })
}

/** The patients of the chosen location now, those to be seen first on top, kept present by what other desks do. */
export function usePatientFlow() {
  const location = useCurrentLocation()
  const { cache } = useApolloClient()
  const variables = { locationId: location.id }
  const { data, error, refetch } = usePatientFlowQuery({
    variables,
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  })
  usePatientFlowChangedSubscription({
    variables,
    ignoreResults: true,
    onData: ({ data: { data } }) => data && putOnBoard(cache, data.patientFlowChanged.appointment, location),
  })
  const flow = data?.patientFlow
  // A board that is open at midnight goes on with the next day.
  useNow()
  const today = todayIn(location.timeZone)
  const isPast = flow !== undefined && flow.date < today
  useEffect(() => {
    if (isPast) void refetch()
  }, [isPast, refetch])
  // A visit that was moved to another day stays in the list until the next fetch, but not on the board.
  const isShown = ({ arrivedAt, startsAt }: AppointmentChip_appointmentFragment) =>
    arrivedAt !== null || dateIn(startsAt, location.timeZone) === today
  return {
    appointments: flow && flow.appointments.filter(isShown).sort(byPriority),
    error,
    refetch,
    add: (appointment: AppointmentChip_appointmentFragment) => putOnBoard(cache, appointment, location),
  }
}
