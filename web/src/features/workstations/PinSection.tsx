import type { ApolloCache } from '@apollo/client'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { useCan } from '../../ui/viewer'
import { usePinSectionQuery, useRemoveMyPinMutation, useSetMyPinMutation } from './workstations.gen'

/** The PIN with which staff take over a shared workstation. */
export function PinSection() {
  const isStaff = useCan('staff:read')
  const { data } = usePinSectionQuery({ skip: !isStaff, fetchPolicy: 'cache-and-network' })
  const [open, setOpen] = useState(false)
  const [remove, { loading }] = useRemoveMyPinMutation({ update: forgetWhoHasPins })
  const toast = useToast()
  const hasPin = data?.me?.hasPin ?? null
  if (!isStaff) return null
  const takeAway = async () => {
    try {
      await remove()
      toast({ message: 'Your PIN is removed.' })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  return (
    <Section title="PIN for shared workstations" id="pin">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography sx={{ flex: '1 1 260px' }}>
          {hasPin
            ? 'You take over a shared workstation with your PIN.'
            : 'With a PIN you take over a shared workstation without your password.'}
        </Typography>
        {hasPin && (
          <Button color="inherit" loading={loading} onClick={() => void takeAway()}>
            Remove
          </Button>
        )}
        <Button variant="outlined" disabled={hasPin === null} onClick={() => setOpen(true)}>
          {hasPin ? 'Change PIN' : 'Choose a PIN'}
        </Button>
      </Box>
      {open && <PinDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}

/** The lock screen asks those for a PIN who have one. */
const forgetWhoHasPins = (cache: ApolloCache) => void cache.evict({ fieldName: 'workstation' })

const labels = { pin: 'PIN, 4 to 8 digits', password: 'Your password' }

function PinDialog({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const [setPin] = useSetMyPinMutation({ update: forgetWhoHasPins })
  const form = useSave({
    labels,
    start: { pin: '', password: '' },
    save: async (input) => {
      await setPin({ variables: { input } })
      toast({ message: 'Your PIN is set.' })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Choose a PIN" submitLabel="Save" onClose={onClose} width="xs">
      <Field
        name="pin"
        type="password"
        required
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off', maxLength: 8 } }}
      />
      <Field name="password" type="password" autoComplete="current-password" required />
    </SaveDialog>
  )
}
