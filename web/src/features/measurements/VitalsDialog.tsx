import { type Measurements_petFragment, useRecordVitalsMutation } from './measurements.gen'
import { lacking } from '../../ui/fields'
import { Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { notANumber, numberOf } from './measurement'

const labels = {
  temperature: 'Temperature (°C)',
  heartRate: 'Heart rate (/min)',
  respiratoryRate: 'Breathing (/min)',
  painScore: 'Pain (0–4)',
  bodyConditionScore: 'Body condition (1–9)',
}

type Values = Record<keyof typeof labels, string>

const signs = Object.keys(labels) as (keyof Values)[]

interface Props {
  pet: Measurements_petFragment
  onClose: () => void
}

export function VitalsDialog({ pet, onClose }: Props) {
  const [record] = useRecordVitalsMutation()
  const typedOf = (values: Values) => signs.filter((sign) => values[sign].trim() !== '')
  const form = useSave<Values>({
    labels,
    start: { temperature: '', heartRate: '', respiratoryRate: '', painScore: '', bodyConditionScore: '' },
    check: (values) => {
      const typed = typedOf(values)
      if (typed.length === 0) return lacking('temperature', 'At least one sign is needed.')
      const wrong = typed.find((sign) => numberOf(values[sign]) === null)
      return wrong ? notANumber(wrong) : null
    },
    save: async (values, { headersFor }) => {
      const measured = typedOf(values).map((sign) => [sign, numberOf(values[sign])] as const)
      const input = { petId: pet.id, ...Object.fromEntries(measured) }
      await record({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Vital signs of ${pet.name}`}
      submitLabel="Save vitals"
      onClose={onClose}
      width="xs"
    >
      <Pair>
        {signs.map((sign, place) => (
          <Field<Values>
            key={sign}
            name={sign}
            autoFocus={place === 0}
            slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
          />
        ))}
      </Pair>
    </SaveDialog>
  )
}
