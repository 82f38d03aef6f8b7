import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useSaving } from './useSaving'
import { useUpdateVaccinationMutation, type VaccinationRow_vaccinationFragment } from './vaccinations.gen'

interface Props {
  row: VaccinationRow_vaccinationFragment
  onClose: () => void
}

export function ReactionDialog({ row, onClose }: Props) {
  const [reaction, setReaction] = useState(row.adverseReaction ?? '')
  const { problem, error, save } = useSaving(['adverseReaction'])
  const [update, { loading }] = useUpdateVaccinationMutation()
  const submit = () =>
    save(async () => {
      const input = { id: row.id, version: row.version, adverseReaction: reaction.trim() || null }
      await update({ variables: { input } })
      onClose()
    })
  return (
    <FormDialog
      title={`Reaction to ${row.productName}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      error={error}
      width="xs"
    >
      <TextField
        label="What was noticed, and when"
        autoFocus
        multiline
        minRows={3}
        value={reaction}
        onChange={(event) => setReaction(event.target.value)}
        {...wrong(problem, 'adverseReaction')}
      />
    </FormDialog>
  )
}
