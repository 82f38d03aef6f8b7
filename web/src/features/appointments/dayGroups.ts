import type { AppointmentStatus } from '../../gql/types'
import type { AppointmentChip_appointmentFragment } from './appointments.gen'

/** The questions a front desk asks of its day, in the order of a visit. */
export const dayGroups = [
  { key: 'expected', label: 'Expected', status: 'CONFIRMED', statuses: ['SCHEDULED', 'CONFIRMED'] },
  { key: 'waiting', label: 'Waiting', status: 'ARRIVED', statuses: ['ARRIVED', 'ROOMED'] },
  { key: 'exam', label: 'In exam', status: 'IN_EXAM', statuses: ['IN_EXAM'] },
  { key: 'ready', label: 'Ready to leave', status: 'READY', statuses: ['READY'] },
  { key: 'done', label: 'Checked out', status: 'CHECKED_OUT', statuses: ['CHECKED_OUT'] },
  { key: 'missed', label: 'Missed', status: 'NO_SHOW', statuses: ['NO_SHOW'] },
  { key: 'cancelled', label: 'Cancelled', status: 'CANCELLED', statuses: ['CANCELLED', 'LATE_CANCELLED'] },
] as const satisfies readonly {
  key: string
  label: string
  status: AppointmentStatus
  statuses: readonly AppointmentStatus[]
}[]

export const isCancelled = (status: AppointmentStatus): boolean =>
  status === 'CANCELLED' || status === 'LATE_CANCELLED'

/** What the board shows: a group when one is chosen, otherwise everything that still needs its time. */
export function shownOf(
  appointments: readonly AppointmentChip_appointmentFragment[],
  { group, vetId }: { group: string | null; vetId?: string | null },
): AppointmentChip_appointmentFragment[] {
  const chosen = dayGroups.find((each) => each.key === group)
  const statuses: readonly AppointmentStatus[] | undefined = chosen?.statuses
  return appointments.filter(
    ({ status, vet }) =>
      (statuses ? statuses.includes(status) : !isCancelled(status)) && (!vetId || vet?.id === vetId),
  )
}
