import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { type Measurements_petFragment, useRecordVitalsMutation } from './measurements.gen'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { numberOf } from './measurement'

const signs = [
  ['temperature', 'Temperature (°C)'],
  ['heartRate', 'Heart rate (/min)'],
  ['respiratoryRate', 'Breathing (/min)'],
  ['painScore', 'Pain (0–4)'],
  ['bodyConditionScore', 'Body condition (1–9)'],
] as const

type Sign = (typeof signs)[number][0]

interface Props {
  pet: Measurements_petFragment
  onClose: () => void
}

export function VitalsDialog({ pet, onClose }: Props) {
  const { values, text } = useFields<Record<Sign, string>>({
    temperature: '',
    heartRate: '',
    respiratoryRate: '',
    painScore: '',
    bodyConditionScore: '',
  })
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [record, { loading }] = useRecordVitalsMutation()
  const typed = signs.filter(([sign]) => values[sign].trim() !== '')
  const wrongly = typed.filter(([sign]) => numberOf(values[sign]) === null).map(([sign]) => sign)
  const submit = async () => {
    setProblem(null)
    const input = {
      petId: pet.id,
      ...Object.fromEntries(typed.map(([sign]) => [sign, numberOf(values[sign])])),
    }
    try {
      await record({ variables: { input }, context: headersFor(input) })
      done()
      onClose()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  return (
    <FormDialog
      title={`Vital signs of ${pet.name}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save vitals"
      busy={loading}
      disabled={typed.length === 0 || wrongly.length > 0}
      error={signs.some(([sign]) => sign === problem?.field) ? null : problem}
      width="xs"
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr' }}>
        {signs.map(([sign, label], index) => (
          <TextField
            key={sign}
            {...text(sign)}
            {...wrong(problem, sign)}
            {...(wrongly.includes(sign) && { error: true, helperText: 'A number' })}
            label={label}
            autoFocus={index === 0}
            slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
          />
        ))}
      </Box>
    </FormDialog>
  )
}
