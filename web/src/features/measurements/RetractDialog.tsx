import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useRetractMeasurementMutation } from './measurements.gen'
import { FormDialog } from '../../ui/FormDialog'

export function RetractDialog({ id, what, onClose }: { id: string; what: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [retract, { loading }] = useRetractMeasurementMutation()
  const submit = async () => {
    setError(null)
    try {
      await retract({ variables: { input: { id, reason: reason.trim() } } })
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title={`Take back ${what}?`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Take back"
      busy={loading}
      disabled={reason.trim() === ''}
      danger
      error={error}
      width="xs"
    >
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
