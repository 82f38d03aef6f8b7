import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { useArchiveOwnerMutation } from './owners.gen'

interface Props {
  owner: { id: string; name: string; version: number }
  onClose: () => void
}

export function ArchiveOwnerDialog({ owner, onClose }: Props) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()
  const [archive, { loading }] = useArchiveOwnerMutation({
    update: (cache) => void cache.evict({ fieldName: 'owners' }),
  })
  const submit = async () => {
    setError(null)
    try {
      await archive({ variables: { input: { id: owner.id, version: owner.version, reason: reason.trim() } } })
      toast({ message: `${owner.name} is archived.` })
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title={`Archive ${owner.name}?`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Archive client"
      busy={loading}
      disabled={reason.trim() === ''}
      danger
      error={error}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        The client leaves the lists. Records, visits and invoices stay, and the archive filter still finds
        them.
      </Typography>
      <TextField
        label="Reason"
        required
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        multiline
        minRows={2}
        helperText="For example: moved away"
      />
    </FormDialog>
  )
}
