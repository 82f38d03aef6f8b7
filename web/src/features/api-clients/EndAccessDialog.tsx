import Block from '@mui/icons-material/Block'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useRevokeApiClientMutation, useRotateApiClientSecretMutation } from '../../gql/hooks'
import type { ApiClientRow_clientFragment } from '../../gql/types'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
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
}

/** Another secret for a program, or the end of its access. */
export function EndAccessDialog({ client, onClose, onRotated }: Props) {
  const [hours, setHours] = useState(24)
  const [error, setError] = useState<unknown>(null)
  const [rotate, rotating] = useRotateApiClientSecretMutation({ fetchPolicy: 'no-cache' })
  const [revoke, revoking] = useRevokeApiClientMutation()
  const toast = useToast()
  const attempt = async (run: () => Promise<void>) => {
    setError(null)
    try {
      await run()
    } catch (failure) {
      setError(failure)
    }
  }
  const change = () =>
    attempt(async () => {
      const { data } = await rotate({ variables: { id: client.id, keepOldForHours: hours } })
      if (data) onRotated(data.rotateApiClientSecret)
    })
  const shutOut = () =>
    attempt(async () => {
      await revoke({ variables: { id: client.id } })
      toast({ message: `${client.name} is shut out.` })
      onClose()
    })
  return (
    <FormDialog
      title={`The secret of ${client.name}`}
      open
      onClose={onClose}
      onSubmit={() => void change()}
      submitLabel="Make a new secret"
      busy={rotating.loading || revoking.loading}
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
        Leave time enough to tell the program the new one. If somebody else may know the old one, leave none.
      </Typography>
      <Button
        color="error"
        startIcon={<Block />}
        disabled={revoking.loading}
        onClick={() => void shutOut()}
        sx={{ justifySelf: 'start' }}
      >
        Shut this program out for good
      </Button>
    </FormDialog>
  )
}
