import type { ApolloCache } from '@apollo/client'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { missing, useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
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

const labels = { pin: 'PIN', password: 'Your password' }

function PinDialog({ onClose }: { onClose: () => void }) {
  const fields = useFields({ pin: '', password: '' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [setPin, { loading }] = useSetMyPinMutation({ update: forgetWhoHasPins })
  const toast = useToast()
  const save = async () => {
    const lacking = missing(fields.values, ['pin', 'password'], labels)
    setProblem(lacking)
    if (lacking) return
    try {
      await setPin({ variables: { input: fields.values } })
      toast({ message: 'Your PIN is set.' })
      onClose()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  return (
    <FormDialog
      title="Choose a PIN"
      open
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel="Save"
      busy={loading}
      error={problem && problem.field && problem.field in labels ? null : problem}
      width="xs"
    >
      <TextField
        {...fields.text('pin')}
        label="PIN, 4 to 8 digits"
        type="password"
        required
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off', maxLength: 8 } }}
        {...wrong(problem, 'pin')}
      />
      <TextField
        {...fields.text('password')}
        label={labels.password}
        type="password"
        autoComplete="current-password"
        required
        {...wrong(problem, 'password')}
      />
    </FormDialog>
  )
}
