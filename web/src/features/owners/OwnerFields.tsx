import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { ContactMethod } from '../../gql/types'
import type { Problem } from '../../ui/errors'
import { type useFields, wrong } from '../../ui/fields'
import { contactLabels, ownerLabels, type OwnerValues } from './ownerForm'

interface Props {
  fields: ReturnType<typeof useFields<OwnerValues>>
  problem: Problem | null
}

const pair = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
}

export function OwnerFields({ fields, problem }: Props) {
  const field = (name: Exclude<keyof OwnerValues, 'preferredContact'>, path: string = name) => ({
    ...fields.text(name),
    ...wrong(problem, path),
    label: ownerLabels[name],
  })
  return (
    <>
      <Box sx={pair}>
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
      <TextField {...field('street', 'address.street')} autoComplete="off" />
      <Box sx={pair}>
        <TextField {...field('postalCode', 'address.postalCode')} autoComplete="off" />
        <TextField {...field('city', 'address.city')} autoComplete="off" />
        <TextField {...field('region', 'address.region')} autoComplete="off" />
        <TextField {...field('country', 'address.country')} autoComplete="off" />
      </Box>
      <TextField {...field('notes')} multiline minRows={2} />
    </>
  )
}
