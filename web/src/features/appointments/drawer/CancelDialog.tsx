import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { FormDialog } from '../../../ui/FormDialog'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { type AppointmentDrawer_appointmentFragment, useCancelAppointmentMutation } from './drawer.gen'

const usual = ['Owner cancelled', 'Pet is better', 'Vet not available', 'Booked by mistake']

export function CancelDialog({
  appointment,
  onClose,
}: {
  appointment: AppointmentDrawer_appointmentFragment
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [cancel, { loading, error }] = useCancelAppointmentMutation()
  const { headersFor } = useIdempotencyKey()
  const submit = async () => {
    const input = { id: appointment.id, version: appointment.version, reason: reason.trim() }
    try {
      await cancel({ variables: { input }, context: headersFor(input) })
      onClose()
    } catch {
      // The dialog shows the error and keeps the reason.
    }
  }
  return (
    <FormDialog
      open
      title={appointment.pet ? `Cancel ${appointment.pet.name}’s visit?` : 'Cancel the visit?'}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Cancel the visit"
      danger
      busy={loading}
      disabled={reason.trim() === ''}
      error={error}
      width="xs"
    >
      <TextField
        label="Reason"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
        multiline
        minRows={2}
        required
        helperText="The time becomes free at once; the visit stays in the history."
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {usual.map((each) => (
          <Chip
            key={each}
            label={each}
            variant="outlined"
            onClick={() => setReason(each)}
            sx={{ height: { xs: 44, md: 28 } }}
          />
        ))}
      </Box>
    </FormDialog>
  )
}
