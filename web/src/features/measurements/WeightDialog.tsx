import Box from '@mui/material/Box'
import { useState } from 'react'
import { type Measurements_petFragment, useRecordWeightMutation } from './measurements.gen'
import type { WeightUnit } from '../../gql/types'
import { ChipsField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { notANumber, numberOf } from './measurement'

interface Props {
  pet: Measurements_petFragment
  onClose: () => void
}

interface Values {
  value: string
  unit: WeightUnit
}

const units = [
  ['KG', 'kg'],
  ['LB', 'lb'],
] as const

/** Enters a weight; one that has changed much is asked about once more. */
export function WeightDialog({ pet, onClose }: Props) {
  const [record] = useRecordWeightMutation()
  const [sent, setSent] = useState('')
  const form = useSave<Values>({
    labels: { value: 'Weight', unit: 'Unit' },
    start: { value: '', unit: pet.weight?.unit === 'lb' ? 'LB' : 'KG' },
    check: ({ value }) => (numberOf(value) === null ? notANumber('value') : null),
    save: async ({ value, unit }, { headersFor }) => {
      const input = { petId: pet.id, value: numberOf(value)!, unit, confirmed: isDoubted }
      setSent(value)
      await record({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  const isDoubted =
    form.problem?.extensions['needsConfirmation'] === true && form.fields.watch('value') === sent
  return (
    <SaveDialog
      form={form}
      title={`Weigh ${pet.name}`}
      submitLabel={isDoubted ? 'Save all the same' : 'Save weight'}
      onClose={onClose}
      width="xs"
    >
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'start' }}>
        <Field<Values>
          name="value"
          required
          autoFocus
          sx={{ flex: 1 }}
          {...(pet.weight && { helperText: `Last: ${pet.weight.value} ${pet.weight.unit}` })}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
        <ChipsField<Values> name="unit" options={units} />
      </Box>
    </SaveDialog>
  )
}
