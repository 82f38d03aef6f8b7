import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useUpdateAppointmentMutation } from '../../../gql/hooks'
import type { AppointmentDrawer_appointmentFragment } from '../../../gql/types'
import { problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { useVersionedForm } from '../../../ui/versionedForm'

interface Props {
  appointment: AppointmentDrawer_appointmentFragment
  /** Fetches the visit anew when another desk was faster. */
  latest: () => Promise<AppointmentDrawer_appointmentFragment | null>
  onClose: () => void
}

const labels = { reason: 'Reason for the visit', notes: 'Notes for the team' }

const formOf = ({ version, reason, notes }: AppointmentDrawer_appointmentFragment) => ({
  version,
  values: { reason, notes: notes ?? '' },
})

export function EditVisitDialog({ appointment, latest, onClose }: Props) {
  const { fields, version, meet, notice } = useVersionedForm(formOf(appointment), labels)
  const [error, setError] = useState<unknown>(null)
  const [update, { loading }] = useUpdateAppointmentMutation()
  const submit = async () => {
    setError(null)
    try {
      await update({ variables: { input: { id: appointment.id, version, ...fields.values } } })
      onClose()
    } catch (failure) {
      const { code, field } = problemOf(failure)
      const newest = code === 'CONFLICT' && field === 'version' ? await latest().catch(() => null) : null
      if (newest) meet(formOf(newest))
      else setError(failure)
    }
  }
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
      <TextField label={labels.reason} {...fields.text('reason')} autoFocus />
      <TextField label={labels.notes} {...fields.text('notes')} multiline minRows={3} />
    </FormDialog>
  )
}
