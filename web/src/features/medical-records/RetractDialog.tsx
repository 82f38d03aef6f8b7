import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useRetractMedicalRecordMutation } from './medical-records.gen'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useToast } from '../../ui/toasts'

export function RetractDialog({ recordId, onClose }: { recordId: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [retract, { loading }] = useRetractMedicalRecordMutation()
  const toast = useToast()
  const submit = async () => {
    setError(null)
    const input = { id: recordId, reason: reason.trim() }
    try {
      await retract({ variables: { input }, context: headersFor(input) })
      done()
      toast({ message: 'The record is marked as entered in error.' })
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title="Entered in error?"
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Mark as entered in error"
      busy={loading}
      disabled={reason.trim() === ''}
      danger
      error={error}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        The record stays in the chart, struck through, with your reason. The owner does not see it any more.
        There is no way back.
      </Typography>
      <TextField
        label="Reason"
        required
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        multiline
        minRows={2}
        helperText="For example: written into the wrong patient’s chart"
      />
    </FormDialog>
  )
}
