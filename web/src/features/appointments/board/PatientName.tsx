import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { Unavailable } from '../../../ui/Unavailable'

type Visit = Pick<AppointmentChip_appointmentFragment, 'pet' | 'patientDescription'>

/** The patient by name, or by its looks while nobody knows it. */
export const PatientName = ({ appointment: { pet, patientDescription } }: { appointment: Visit }) =>
  pet ? pet.name : (patientDescription ?? <Unavailable what="Patient" />)
