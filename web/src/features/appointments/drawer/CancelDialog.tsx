import { ReasonDialog } from '../../../ui/ReasonDialog'
import { type AppointmentDrawer_appointmentFragment, useCancelAppointmentMutation } from './drawer.gen'

const usual = ['Owner cancelled', 'Pet is better', 'Vet not available', 'Booked by mistake']

interface Props {
  appointment: AppointmentDrawer_appointmentFragment
  onClose: () => void
}

export function CancelDialog({ appointment: { id, version, pet }, onClose }: Props) {
  const [cancel] = useCancelAppointmentMutation()
  return (
    <ReasonDialog
      title={pet ? `Cancel ${pet.name}’s visit?` : 'Cancel the visit?'}
      submitLabel="Cancel the visit"
      danger
      helperText="The time becomes free at once; the visit stays in the history."
      usual={usual}
      onSave={async (reason, { headersFor }) => {
        const input = { id, version, reason }
        await cancel({ variables: { input }, context: headersFor(input) })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
