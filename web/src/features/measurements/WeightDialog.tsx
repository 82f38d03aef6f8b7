import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { type Measurements_petFragment, useRecordWeightMutation } from './measurements.gen'
import type { WeightUnit } from '../../gql/types'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields, wrong } from '../../ui/fields'
import { FilterChips } from '../../ui/FilterChips'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { numberOf } from './measurement'

interface Props {
  pet: Measurements_petFragment
  onClose: () => void
}

/** Enters a weight; one that has changed much is asked about once more. */
export function WeightDialog({ pet, onClose }: Props) {
  const unitBefore: WeightUnit = pet.weight?.unit === 'lb' ? 'LB' : 'KG'
  const { values, set, text } = useFields({ value: '', unit: unitBefore })
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [record, { loading }] = useRecordWeightMutation()
  const value = numberOf(values.value)
  const doubted =
    problem?.extensions['needsConfirmation'] === true && problem.extensions['typed'] === values.value
      ? problem
      : null
  const submit = async () => {
    if (value === null) return
    setProblem(null)
    const input = { petId: pet.id, value, unit: values.unit, confirmed: doubted !== null }
    try {
      await record({ variables: { input }, context: headersFor(input) })
      done()
      onClose()
    } catch (failure) {
      const found = problemOf(failure)
      setProblem({ ...found, extensions: { ...found.extensions, typed: values.value } })
    }
  }
  return (
    <FormDialog
      title={`Weigh ${pet.name}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={doubted ? 'Save all the same' : 'Save weight'}
      busy={loading}
      disabled={value === null}
      error={problem?.field === 'value' ? null : problem}
      width="xs"
    >
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'start' }}>
        <TextField
          {...text('value')}
          {...(doubted ? {} : wrong(problem, 'value'))}
          label="Weight"
          required
          autoFocus
          sx={{ flex: 1 }}
          {...(pet.weight && !problem && { helperText: `Last: ${pet.weight.value} ${pet.weight.unit}` })}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
        <FilterChips
          label="Unit"
          options={[
            ['KG', 'kg'],
            ['LB', 'lb'],
          ]}
          value={values.unit}
          onChange={(unit) => set('unit', unit)}
        />
      </Box>
      {doubted && <Alert severity="warning">{doubted.message}</Alert>}
    </FormDialog>
  )
}
