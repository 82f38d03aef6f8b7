import Block from '@mui/icons-material/Block'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { FormDialog } from '../../ui/FormDialog'
import { type ApiClientRow_clientFragment, useRotateApiClientSecretMutation } from './api-clients.gen'
import type { Shown } from './SecretDialog'

const overlaps = [
  [0, 'Nothing: it ends at once'],
  [1, 'One hour'],
  [24, 'One day'],
  [168, 'One week'],
] as const

interface Props {
  client: ApiClientRow_clientFragment
  onClose: () => void
  onRotated: (made: Shown) => void
  onRevoke: () => void
}

/** A new secret for an API client, or the way to revoke it. */
export function RotateDialog({ client, onClose, onRotated, onRevoke }: Props) {
  const [hours, setHours] = useState(24)
  const [error, setError] = useState<unknown>(null)
  const [rotate, { loading }] = useRotateApiClientSecretMutation({ fetchPolicy: 'no-cache' })
  const change = async () => {
    setError(null)
    try {
      const { id, version } = client
      const { data } = await rotate({ variables: { id, version, keepOldForHours: hours } })
      if (data) onRotated(data.rotateApiClientSecret)
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title={`The secret of ${client.name}`}
      open
      onClose={onClose}
      onSubmit={() => void change()}
      submitLabel="Make a new secret"
      busy={loading}
      error={error}
      width="xs"
    >
      <TextField
        select
        label="How long the old secret stays good"
        value={hours}
        onChange={(event) => setHours(Number(event.target.value))}
      >
        {overlaps.map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Leave time enough to configure the new one. If somebody else may know the old one, leave none.
      </Typography>
      <Button
        color="error"
        startIcon={<Block />}
        disabled={loading}
        onClick={onRevoke}
        sx={{ justifySelf: 'start' }}
      >
        Revoke this API client…
      </Button>
    </FormDialog>
  )
}
