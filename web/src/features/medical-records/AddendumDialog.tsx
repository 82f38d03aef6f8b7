import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useAddAddendumMutation } from './medical-records.gen'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useToast } from '../../ui/toasts'

interface Props {
  recordId: string
  /** Whether the owner sees the record. */
  released: boolean
  /** What could not be saved any more because the record was locked meanwhile. */
  text?: string
  onClose: () => void
  onAdded?: () => void
}

export function AddendumDialog({ recordId, released, text: initial = '', onClose, onAdded }: Props) {
  const [text, setText] = useState(initial)
  const [error, setError] = useState<unknown>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [add, { loading }] = useAddAddendumMutation()
  const toast = useToast()
  const submit = async () => {
    setError(null)
    const input = { id: recordId, text: text.trim() }
    try {
      await add({ variables: { input }, context: headersFor(input) })
      done()
      toast({ message: 'The addendum is added.' })
      onAdded?.()
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title="Addendum"
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Add"
      busy={loading}
      disabled={text.trim() === ''}
      error={error}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        It stands below the record with your name and the time, and cannot be changed.{' '}
        {released ? 'The owner sees it with the record.' : 'The owner does not see this record.'}
      </Typography>
      <TextField
        label="What is added"
        required
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        multiline
        minRows={4}
      />
    </FormDialog>
  )
}
