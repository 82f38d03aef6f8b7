import Box from '@mui/material/Box'
import TextField, { type TextFieldProps } from '@mui/material/TextField'
import type { Problem } from '../../ui/errors'
import { wrong } from '../../ui/fields'

interface Props {
  text: (name: 'firstName' | 'lastName' | 'email') => Pick<TextFieldProps, 'name' | 'value' | 'onChange'>
  problem: Problem | null
  /** Where the person stands in what is sent: `administrator.`. */
  within?: string
  emailHint?: string
  autoFocus?: boolean
}

/** Who somebody is that gets an account: the name, and the address that they sign in with. */
export function PersonFields({ text, problem, within = '', emailHint, autoFocus }: Props) {
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <TextField
          label="First name"
          autoComplete="given-name"
          autoFocus={autoFocus}
          {...text('firstName')}
          {...wrong(problem, `${within}firstName`)}
        />
        <TextField
          label="Last name"
          autoComplete="family-name"
          {...text('lastName')}
          {...wrong(problem, `${within}lastName`)}
        />
      </Box>
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        {...text('email')}
        helperText={emailHint}
        {...wrong(problem, `${within}email`)}
      />
    </>
  )
}
