import TextField from '@mui/material/TextField'
import { problemOf } from '../../ui/errors'
import { isAbout, useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { RecoveryCodes } from './RecoveryCodes'
import { useRenewRecoveryCodesMutation } from './second-factor.gen'

export function RenewDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { values, text } = useFields({ code: '' })
  const [renew, { data, loading, error }] = useRenewRecoveryCodesMutation({ fetchPolicy: 'no-cache' })
  const problem = error ? problemOf(error) : null
  const codes = data?.renewRecoveryCodes
  const submit = () => (codes ? onDone() : void renew({ variables: values }).catch(() => {}))
  return (
    <FormDialog
      open
      title="New recovery codes"
      submitLabel={codes ? 'I have kept them' : 'Make new ones'}
      width="xs"
      busy={loading}
      disabled={!values.code}
      error={problem && !isAbout(problem, 'code') ? problem : null}
      onSubmit={submit}
      onClose={codes ? onDone : onClose}
    >
      {codes ? (
        <RecoveryCodes codes={codes} />
      ) : (
        <TextField
          label="Code"
          autoFocus
          autoComplete="one-time-code"
          {...text('code')}
          helperText="From your device, or one of the recovery codes that are left."
          {...wrong(problem, 'code')}
        />
      )}
    </FormDialog>
  )
}
