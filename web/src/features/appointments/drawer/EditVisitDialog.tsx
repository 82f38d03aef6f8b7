import TextField from '@mui/material/TextField'
import { wrong } from '../../../ui/fields'
import { FormDialog } from '../../../ui/FormDialog'
import { useVersionedForm } from '../../../ui/versionedForm'
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
  const { fields, notice, problem, error, save } = useVersionedForm(appointment, {
    labels,
    valuesOf,
    latest,
  })
  const [update, { loading }] = useUpdateAppointmentMutation()
  const submit = () =>
    save(async (version) => {
      await update({ variables: { input: { id: appointment.id, version, ...fields.values } } })
      onClose()
    })
  return (
    <FormDialog
      open
      title="Reason and notes"
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      error={error}
      width="xs"
    >
      {notice}
      <TextField label={labels.reason} {...fields.text('reason')} {...wrong(problem, 'reason')} autoFocus />
      <TextField
        label={labels.notes}
        {...fields.text('notes')}
        {...wrong(problem, 'notes')}
        multiline
        minRows={3}
      />
    </FormDialog>
  )
}
