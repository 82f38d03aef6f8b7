import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import type { Problem } from '../../ui/errors'
import { type useFields, wrong } from '../../ui/fields'
import { personLabels, type PersonValues } from './personForm'
import { RolePicker } from './RolePicker'

interface Props {
  fields: ReturnType<typeof useFields<PersonValues>>
  problem: Problem | null
  /** The address of an account in use is its person's to change. */
  emailLocked?: boolean
}

const pair = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
}

export function PersonFields({ fields, problem, emailLocked = false }: Props) {
  const field = (name: Exclude<keyof PersonValues, 'roles'>) => ({
    ...fields.text(name),
    label: personLabels[name],
    autoComplete: 'off',
    ...wrong(problem, name),
  })
  return (
    <>
      <Box sx={pair}>
        <TextField {...field('firstName')} required autoFocus />
        <TextField {...field('lastName')} required />
        <TextField
          helperText={emailLocked ? 'Only the person can change it' : undefined}
          {...field('email')}
          type="email"
          required
          slotProps={{ input: { readOnly: emailLocked } }}
        />
        <TextField {...field('phone')} type="tel" />
      </Box>
      <TextField {...field('title')} placeholder="Veterinary surgeon, MRCVS" />
      <RolePicker
        value={fields.values.roles}
        onChange={(roles) => fields.set('roles', roles)}
        problem={problem}
      />
      <Box sx={pair}>
        <TextField {...field('prescriberNumber')} />
        <TextField
          {...field('prescriberExpiresOn')}
          type="date"
          slotProps={{ inputLabel: { shrink: true } }}
        />
      </Box>
    </>
  )
}
