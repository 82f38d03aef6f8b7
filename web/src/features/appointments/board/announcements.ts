import type { Active, Announcements } from '@dnd-kit/core'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { formatTime } from '../../../ui/format'
import { patientText } from '../../../ui/patient'
import type { Column } from './columns'

interface Place {
  startsAt: string
  vet: { name: string }
}

/** What a screen reader says of a visit that is dragged: the patient, the time and the vet, never an id. */
export function announcementsOf(zone: string, landing: Place | null): Announcements {
  const visitOf = ({ data }: Active) => {
    const visit = data.current?.appointment as AppointmentChip_appointmentFragment | undefined
    const who = visit?.pet ? patientText(visit.pet) : 'The visit'
    const place = visit && [formatTime(visit.startsAt, zone), visit.vet && `with ${visit.vet.name}`]
    return { who, place: place?.filter(Boolean).join(' ') }
  }
  const stays = ({ active }: { active: Active }) => {
    const { who, place } = visitOf(active)
    return `${who} stays at ${place}.`
  }
  return {
    onDragStart({ active }) {
      const { who, place } = visitOf(active)
      return `${who}, ${place}, is being moved.`
    },
    onDragOver({ over }) {
      const column = over?.data.current?.column as Column | undefined
      return column ? `Over ${column.name}.` : 'Not over a column of the day.'
    },
    onDragEnd({ active, over }) {
      if (!over || !landing) return stays({ active })
      const { who } = visitOf(active)
      return `${who} is dropped at ${formatTime(landing.startsAt, zone)} with ${landing.vet.name}.`
    },
    onDragCancel: stays,
  }
}
