import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useSaving } from './useSaving'
import { useRetractVaccinationMutation, type VaccinationRow_vaccinationFragment } from './vaccinations.gen'

interface Props {
  row: VaccinationRow_vaccinationFragment
  name: string
  onClose: () => void
}

export function RetractDialog({ row, name, onClose }: Props) {
  const [reason, setReason] = useState('')
  const { problem, error, save } = useSaving(['reason'])
  const [retract, { loading }] = useRetractVaccinationMutation()
  const submit = () =>
    save(async () => {
      await retract({ variables: { input: { id: row.id, version: row.version, reason } } })
      onClose()
    })
  return (
    <FormDialog
      title={`Retract ${name}?`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Retract"
      busy={loading}
      disabled={reason.trim() === ''}
      danger
      error={error}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        It stays on the chart as entered in error, and what was due before is due again.
      </Typography>
      <TextField
        label="Reason"
        required
        autoFocus
        multiline
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        {...wrong(problem, 'reason')}
      />
    </FormDialog>
  )
}
