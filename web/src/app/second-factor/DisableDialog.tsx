import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { problemOf } from '../../ui/errors'
import { isAbout, useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { PasswordField } from '../session/PasswordField'
import { useDisableSecondFactorMutation } from './second-factor.gen'

export function DisableDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { values, text } = useFields({ password: '', code: '' })
  const [disable, { loading, error }] = useDisableSecondFactorMutation()
  const problem = error ? problemOf(error) : null
  const submit = () => disable({ variables: { input: values } }).then(onDone, () => {})
  return (
    <FormDialog
      open
      title="Turn the second factor off"
      submitLabel="Turn it off"
      danger
      width="xs"
      busy={loading}
      disabled={!values.password || !values.code}
      error={problem && !isAbout(problem, 'password') && !isAbout(problem, 'code') ? problem : null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        Then the password is enough again, and the recovery codes are worthless.
      </Typography>
      <PasswordField
        label="Your password"
        autoComplete="current-password"
        autoFocus
        {...text('password')}
        {...wrong(problem, 'password')}
      />
      <TextField
        label="Code"
        autoComplete="one-time-code"
        {...text('code')}
        helperText="From your device, or a recovery code."
        {...wrong(problem, 'code')}
      />
    </FormDialog>
  )
}
