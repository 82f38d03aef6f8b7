import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useCancelPrescriptionMutation } from './prescriptions.gen'
import { FormDialog } from '../../ui/FormDialog'

interface Props {
  prescription: { id: string; drug: string }
  onClose: () => void
}

export function CancelDialog({ prescription, onClose }: Props) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [cancel, { loading }] = useCancelPrescriptionMutation()
  const submit = async () => {
    setError(null)
    try {
      await cancel({ variables: { input: { id: prescription.id, reason: reason.trim() } } })
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title={`Cancel ${prescription.drug}?`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Cancel prescription"
      busy={loading}
      disabled={reason.trim() === ''}
      danger
      error={error}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        Nothing more is dispensed of it. What was dispensed stays on the chart.
      </Typography>
      <TextField
        label="Reason"
        required
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
