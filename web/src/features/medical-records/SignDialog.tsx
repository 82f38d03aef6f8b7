import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useReleaseMedicalRecordMutation, useSignMedicalRecordMutation } from './medical-records.gen'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useToast } from '../../ui/toasts'
import { useCan } from '../../ui/viewer'

interface Props {
  record: { id: string; version: number }
  onClose: () => void
  onSigned: () => void
}

export function SignDialog({ record: { id, version }, onClose, onSigned }: Props) {
  const mayRelease = useCan('medical-record:release')
  const [releasing, setReleasing] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [sign, { loading: signing }] = useSignMedicalRecordMutation()
  const [release, { loading: sending }] = useReleaseMedicalRecordMutation()
  const toast = useToast()
  const submit = async () => {
    setError(null)
    const input = { id, version }
    try {
      await sign({ variables: { input }, context: headersFor(input) })
      if (releasing) await release({ variables: { input: { id, released: true } } })
      done()
      toast({ message: releasing ? 'Signed, and released to the owner.' : 'Signed.' })
      onSigned()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title="Sign this record?"
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Sign"
      busy={signing || sending}
      error={error}
      width="xs"
    >
      <Typography>
        This cannot be changed afterwards. What becomes known later is added as an addendum; a mistake is
        marked as entered in error and stays readable.
      </Typography>
      {mayRelease && (
        <FormControlLabel
          control={
            <Checkbox
              checked={releasing}
              onChange={(event) => setReleasing(event.target.checked)}
              autoFocus
            />
          }
          label="Release it to the owner at once"
        />
      )}
    </FormDialog>
  )
}
