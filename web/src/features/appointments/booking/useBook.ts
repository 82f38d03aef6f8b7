import { useApolloClient } from '@apollo/client/react'
import type { BookAppointmentInput } from '../../../gql/types'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { putOnCalendar } from '../calendarCache'
import { useBookSeriesMutation } from '../series/series.gen'
import { useBookAppointmentMutation, useBookHouseholdVisitMutation } from './booking.gen'

export type Wanted = Pick<
  BookAppointmentInput,
  'petId' | 'vetId' | 'locationId' | 'typeId' | 'startsAt' | 'roomId'
>

interface Texts {
  reason: string
  notes: string
  creditStopReason: string | null
}

interface Plan extends Texts {
  wanted: Wanted
  /** The days of a series; null for a single visit. */
  series: { rule: string; skip: string[] } | null
  /** Pets that come along, each with a time of its own. */
  companions: ReadonlyArray<Pick<Wanted, 'petId' | 'startsAt'>>
}

/** Books one appointment, a series, or several pets that come together; answers the appointments by start. */
export function useBook() {
  const location = useCurrentLocation()
  const { headersFor, done } = useIdempotencyKey()
  const [bookOne, one] = useBookAppointmentMutation()
  const [bookSeries, series] = useBookSeriesMutation()
  const [bookHousehold, household] = useBookHouseholdVisitMutation()
  const { cache } = useApolloClient()
  const send = async (plan: Plan): Promise<readonly AppointmentChip_appointmentFragment[]> => {
    const { wanted, series, companions, creditStopReason, ...texts } = plan
    if (series) {
      const { roomId: _, ...first } = wanted
      const input = { ...first, ...texts, creditStopReason, ...series }
      const { data } = await bookSeries({ variables: { input }, context: headersFor(input) })
      return data?.bookSeries.appointments ?? []
    }
    if (companions.length > 0) {
      const { locationId, roomId, ...first } = wanted
      const others = companions.map((companion) => ({ ...first, ...companion, ...texts }))
      const appointments = [{ ...first, roomId, ...texts }, ...others]
      const input = { locationId, creditStopReason, appointments }
      const { data } = await bookHousehold({ variables: { input }, context: headersFor(input) })
      return data?.bookHouseholdVisit.appointments ?? []
    }
    const input = { ...wanted, ...texts, creditStopReason }
    const { data } = await bookOne({ variables: { input }, context: headersFor(input) })
    return data ? [data.bookAppointment] : []
  }
  const book = async (plan: Plan) => {
    const booked = await send(plan)
    booked.forEach((visit) => putOnCalendar(cache, visit, location))
    done()
    return booked
  }
  return { book, booking: one.loading || series.loading || household.loading }
}
