import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { ContactMethod } from '../../gql/types'
import { AddressFields } from '../../ui/AddressFields'
import type { Problem } from '../../ui/errors'
import { type useFields, wrong } from '../../ui/fields'
import { contactLabels, ownerLabels, type OwnerValues } from './ownerForm'

interface Props {
  fields: ReturnType<typeof useFields<OwnerValues>>
  problem: Problem | null
}

export function OwnerFields({ fields, problem }: Props) {
  const field = (name: 'firstName' | 'lastName' | 'phone' | 'email' | 'notes') => ({
    ...fields.text(name),
    ...wrong(problem, name),
    label: ownerLabels[name],
  })
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        <TextField {...field('firstName')} required autoFocus autoComplete="off" />
        <TextField {...field('lastName')} required autoComplete="off" />
        <TextField {...field('phone')} type="tel" autoComplete="off" />
        <TextField {...field('email')} type="email" autoComplete="off" />
      </Box>
      <TextField
        select
        label={ownerLabels.preferredContact}
        value={fields.values.preferredContact}
        onChange={(event) => fields.set('preferredContact', event.target.value as ContactMethod)}
        {...wrong(problem, 'preferredContact')}
      >
        {Object.entries(contactLabels).map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <AddressFields text={fields.text} problem={problem} />
      <TextField {...field('notes')} multiline minRows={2} />
    </>
  )
}
