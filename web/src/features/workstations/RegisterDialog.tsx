import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { missing, useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useCurrentLocation } from '../../ui/location'
import { useToast } from '../../ui/toasts'
import { useRegisterWorkstationMutation } from './workstations.gen'

const labels = { name: 'Name' }
const minutes = [1, 2, 3, 5, 10, 15, 30, 60]

interface Props {
  onClose: () => void
  onRegistered: () => void
}

/** Makes this browser a shared workstation of the location that is chosen. */
export function RegisterDialog({ onClose, onRegistered }: Props) {
  const location = useCurrentLocation()
  const fields = useFields({ name: '', idleMinutes: '5' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [register, { loading }] = useRegisterWorkstationMutation({
    // Whatever asked whether this browser is one asks again.
    refetchQueries: ['ThisWorkstation'],
  })
  const toast = useToast()
  const save = async () => {
    const { name } = fields.values
    const lacking = missing({ name: name.trim() }, ['name'], labels)
    setProblem(lacking)
    if (lacking) return
    try {
      await register({
        variables: {
          input: { name, locationId: location.id, idleMinutes: Number(fields.values.idleMinutes) },
        },
      })
      toast({ message: `This browser is ${name.trim()} now.` })
      onRegistered()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  return (
    <FormDialog
      title={`A workstation at ${location.name}`}
      open
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel="Make it one"
      busy={loading}
      error={problem?.field === 'name' ? null : problem}
      width="xs"
    >
      <TextField
        {...fields.text('name')}
        label={labels.name}
        placeholder="Front desk left"
        required
        autoFocus
        {...wrong(problem, 'name')}
      />
      <TextField {...fields.text('idleMinutes')} select label="Locks when nobody touches it for">
        {minutes.map((each) => (
          <MenuItem key={each} value={String(each)}>
            {each === 1 ? '1 minute' : `${each} minutes`}
          </MenuItem>
        ))}
      </TextField>
    </FormDialog>
  )
}
