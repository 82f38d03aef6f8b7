import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useRemovePetAlertMutation } from './chart.gen'
import { FormDialog } from '../../../ui/FormDialog'

export function RemoveAlertDialog({
  alert,
  onClose,
}: {
  alert: { id: string; text: string }
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [remove, { loading }] = useRemovePetAlertMutation()
  const submit = async () => {
    setError(null)
    try {
      await remove({ variables: { input: { id: alert.id, reason: reason.trim() } } })
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title="Remove this alert?"
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Remove alert"
      busy={loading}
      disabled={reason.trim() === ''}
      danger
      error={error}
      width="xs"
    >
      <Typography>{alert.text}</Typography>
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
