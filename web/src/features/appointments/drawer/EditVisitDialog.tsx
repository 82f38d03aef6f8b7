import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useUpdateAppointmentMutation } from '../../../gql/hooks'
import type { AppointmentDrawer_appointmentFragment } from '../../../gql/types'
import { FormDialog } from '../../../ui/FormDialog'

export function EditVisitDialog({
  appointment,
  onClose,
}: {
  appointment: AppointmentDrawer_appointmentFragment
  onClose: () => void
}) {
  const [reason, setReason] = useState(appointment.reason)
  const [notes, setNotes] = useState(appointment.notes ?? '')
  // The version this text was written against: someone else's later save must be noticed, not overwritten.
  const [version] = useState(appointment.version)
  const [update, { loading, error }] = useUpdateAppointmentMutation()
  const submit = async () => {
    try {
      await update({ variables: { input: { id: appointment.id, version, reason, notes } } })
      onClose()
    } catch {
      // The dialog shows the error and keeps what was typed.
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
      <TextField
        label="Reason for the visit"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
      />
      <TextField
        label="Notes for the team"
        value={notes}
        onChange={(event) => setNotes(event.target.value)}
        multiline
        minRows={3}
      />
    </FormDialog>
  )
}
