import { useApolloClient } from '@apollo/client/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useCurrentLocation } from '../../ui/location'
import { useAppointmentChangedSubscription, usePatientAlertsChangedSubscription } from './appointments.gen'
import { useTodayPageQuery } from './board/today.gen'
import { putOnCalendar } from './calendarCache'

const flashFor = 2_600

/** One day of the chosen location, kept present by what other desks do. */
export function useDay(date: string) {
  const location = useCurrentLocation()
  const { cache } = useApolloClient()
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())

  useEffect(() => {
    const pending = timers.current
    return () => pending.forEach(clearTimeout)
  }, [])

  const flash = useCallback((id: string) => {
    setFresh((before) => new Set(before).add(id))
    const timer = setTimeout(() => {
      timers.current.delete(timer)
      setFresh((before) => new Set([...before].filter((other) => other !== id)))
    }, flashFor)
    timers.current.add(timer)
  }, [])

  const query = useTodayPageQuery({
    variables: { locationId: location.id, date },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  })
  useAppointmentChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: ({ data: { data } }) => {
      if (!data) return
      const { appointment } = data.appointmentChanged
      putOnCalendar(cache, appointment, location)
      flash(appointment.id)
    },
  })

  // What it brings lies in the cache, where the board reads it.
  usePatientAlertsChangedSubscription({ ignoreResults: true })

  // A place that is not told just now is the one that was asked for.
  const isOf = ({ location: place, date: day }: NonNullable<typeof query.data>['calendar']) =>
    (place === null || place.id === location.id) && day === date
  const calendar = query.data?.calendar ?? query.previousData?.calendar
  const ofThisDay = calendar && isOf(calendar) ? calendar : undefined
  // An appointment moved to another day stays in the list until the next fetch, but not on the page.
  const appointments = ofThisDay?.appointments.filter(
    ({ startsAt, endsAt }) =>
      Date.parse(startsAt) < Date.parse(ofThisDay.endsAt) &&
      Date.parse(endsAt) > Date.parse(ofThisDay.startsAt),
  )
  return {
    calendar: ofThisDay,
    appointments: appointments ?? [],
    fresh,
    error: query.error,
    refetch: query.refetch,
  }
}
