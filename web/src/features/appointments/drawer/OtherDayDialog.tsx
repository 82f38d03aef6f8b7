import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { FormDialog } from '../../../ui/FormDialog'
import { type Step, stepLabels } from './actions'

interface Props {
  step: Step
  /** On which day the visit is, as the server says it. */
  message: string
  onClose: () => void
  onTake: (reason: string) => void
}

/** Asks why a step is taken on another day than the visit’s own. */
export function OtherDayDialog({ step, message, onClose, onTake }: Props) {
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      open
      title={`${stepLabels[step]} on another day?`}
      onClose={onClose}
      onSubmit={() => onTake(reason.trim())}
      submitLabel={`${stepLabels[step]} today`}
      disabled={reason.trim() === ''}
      width="xs"
    >
      <TextField
        label="Reason"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
        required
        helperText={`${message} The reason stands in its history.`}
      />
    </FormDialog>
  )
}
