import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { When } from '../../ui/When'
import { type ApiClientRow_clientFragment, useRevokeApiClientMutation } from './api-clients.gen'

interface Props {
  client: ApiClientRow_clientFragment
  onClose: () => void
}

export function RevokeDialog({ client, onClose }: Props) {
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()
  const [revoke, { loading }] = useRevokeApiClientMutation()
  const submit = async () => {
    setError(null)
    try {
      await revoke({ variables: { id: client.id } })
      toast({ message: `${client.name} is revoked.` })
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title={`Revoke ${client.name} for good?`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Revoke"
      busy={loading}
      danger
      error={error}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        Within seconds its tokens and its secret are refused: what it does for the hospital stops. This cannot
        be undone; access again takes a new API client with a new secret.
      </Typography>
      <Typography>
        <strong>What it is for:</strong> {client.description}
      </Typography>
      <Typography>
        <strong>Last used:</strong> {client.lastUsedAt ? <When at={client.lastUsedAt} /> : 'never'}
      </Typography>
    </FormDialog>
  )
}
