import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { useSave } from '../../../ui/useSave'
import { type AppointmentDrawer_appointmentFragment, useUpdateAppointmentMutation } from './drawer.gen'

interface Props {
  appointment: AppointmentDrawer_appointmentFragment
  /** Fetches the visit anew when another desk was faster. */
  latest: () => Promise<AppointmentDrawer_appointmentFragment | null>
  onClose: () => void
}

const labels = { reason: 'Reason for the visit', notes: 'Notes for the team' }

const valuesOf = ({ reason, notes }: AppointmentDrawer_appointmentFragment) => ({
  reason,
  notes: notes ?? '',
})

export function EditVisitDialog({ appointment, latest, onClose }: Props) {
  const [update] = useUpdateAppointmentMutation()
  const form = useSave({
    labels,
    thing: appointment,
    valuesOf,
    latest,
    save: async (values, { version }) => {
      await update({ variables: { input: { id: appointment.id, version, ...values } } })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Reason and notes" submitLabel="Save" onClose={onClose} width="xs">
      <Field name="reason" autoFocus />
      <Field name="notes" multiline minRows={3} />
    </SaveDialog>
  )
}
