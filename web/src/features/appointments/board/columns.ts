import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import type { TodayPageQuery } from './today.gen'

type Named = { id: string; name: string }
type CalendarColumn = TodayPageQuery['calendar']['columns'][number]

/** One column of the board: of a vet, or of a room or equipment, whose visits keep their vets. */
export interface Column extends Named {
  vet: Named | null
  shifts: readonly { startsAt: string; endsAt: string }[]
  holds: (appointment: AppointmentChip_appointmentFragment) => boolean
}

export const groupings = { vet: 'By vet', room: 'By room', equipment: 'By equipment' }
export type Grouping = keyof typeof groupings

export const isGrouping = (value: string | null): value is Grouping => value !== null && value in groupings

/** The columns of the vets; without its vet a column has no place on the board. */
export const vetColumns = (columns: readonly CalendarColumn[]): Column[] =>
  columns.flatMap(({ vet, shifts }) =>
    vet ? [{ ...vet, vet, shifts, holds: (appointment) => appointment.vet?.id === vet.id }] : [],
  )

interface Places {
  rooms: readonly Named[]
  equipment: readonly Named[]
}

/** The columns of what can be booked beside vets, with what is retired while a visit uses it. */
export function placeColumns(
  by: Exclude<Grouping, 'vet'>,
  places: Places,
  appointments: readonly AppointmentChip_appointmentFragment[],
): Column[] {
  const usedBy = ({ room, equipment }: AppointmentChip_appointmentFragment): readonly Named[] =>
    by === 'equipment' ? equipment : room ? [room] : []
  const all = [...(by === 'equipment' ? places.equipment : places.rooms), ...appointments.flatMap(usedBy)]
  const columns: Column[] = [...new Map(all.map((place) => [place.id, place])).values()].map(
    ({ id, name }) => ({
      ...{ id, name, vet: null, shifts: [] },
      holds: (appointment) => usedBy(appointment).some((used) => used.id === id),
    }),
  )
  const without = (appointment: AppointmentChip_appointmentFragment) => usedBy(appointment).length === 0
  if (by === 'room' && appointments.some(without))
    columns.push({ id: 'none', name: 'Without a room', vet: null, shifts: [], holds: without })
  return columns
}
