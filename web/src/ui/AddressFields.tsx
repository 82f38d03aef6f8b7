import Box from '@mui/material/Box'
import TextField, { type TextFieldProps } from '@mui/material/TextField'
import { addressLabels, type AddressValues } from './address'
import type { Problem } from './errors'
import { wrong } from './fields'

interface Props {
  text: (name: keyof AddressValues) => Pick<TextFieldProps, 'name' | 'value' | 'onChange'>
  problem: Problem | null
  /** Whether the browser may fill in where whoever sits before it lives. */
  own?: boolean
}

export function AddressFields({ text, problem, own = false }: Props) {
  const field = (name: keyof AddressValues, autoComplete: string) => ({
    ...text(name),
    ...wrong(problem, `address.${name}`),
    label: addressLabels[name],
    autoComplete: own ? autoComplete : 'off',
  })
  return (
    <>
      <TextField {...field('street', 'street-address')} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        <TextField {...field('postalCode', 'postal-code')} />
        <TextField {...field('city', 'address-level2')} />
        <TextField {...field('region', 'address-level1')} />
        <TextField {...field('country', 'country-name')} />
      </Box>
    </>
  )
}
