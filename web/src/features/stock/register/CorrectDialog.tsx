import Typography from '@mui/material/Typography'
import { lacking } from '../../../ui/fields'
import { useCurrentLocation } from '../../../ui/location'
import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { noWitness, WitnessFields, witnessLabels, type WitnessValues } from '../../../ui/WitnessFields'
import { parseQuantity, quantityText, unitText } from '../quantity'
import { type Register_lineFragment, useCorrectRegisterMutation } from './register.gen'
import { useWitness } from './useWitness'

interface Values extends WitnessValues {
  quantity: string
  reason: string
}

/** Nothing at all is possible too: it never happened. */
const amountIn = (text: string) => (Number(text.trim()) === 0 ? 0 : parseQuantity(text))

interface Props {
  line: Register_lineFragment
  unit: string
  onSaved: () => void
  onClose: () => void
}

/** Corrects a line by a new one before a witness; the line stays as it is. */
export function CorrectDialog({ line, unit, onSaved, onClose }: Props) {
  const toast = useToast()
  const here = useCurrentLocation()
  const witness = useWitness(here.id)
  const [correct] = useCorrectRegisterMutation()
  const form = useSave<Values>({
    labels: {
      quantity: `What it should say (${unit})`,
      reason: 'What is wrong',
      ...witnessLabels,
    },
    start: { quantity: '', reason: '', ...noWitness },
    check: ({ quantity }) =>
      quantity.trim() !== '' && amountIn(quantity) === null
        ? lacking('quantity', 'A number, to three decimals.')
        : null,
    save: async ({ quantity, reason, ...who }, { headersFor }) => {
      const wanted = quantity.trim() === '' ? null : amountIn(quantity)
      const input = { lineId: line.id, quantity: wanted, reason: reason.trim() }
      const context = headersFor(input)
      const witnessProof = await witness.prove(who)
      const { data } = await correct({ variables: { input: { ...input, witnessProof } }, context })
      toast({ message: `Line ${line.number} is corrected in line ${data?.correctRegister.number}.` })
      onSaved()
      onClose()
    },
  })
  const amount = Math.abs(line.quantity)
  return (
    <SaveDialog
      form={form}
      title={`Correct line ${line.number}`}
      submitLabel="Write correction"
      onClose={onClose}
      width="sm"
    >
      <Typography className="tabular" sx={{ color: 'text.secondary' }}>
        It says {line.quantity < 0 ? 'out' : 'in'}: {quantityText(amount)} {unitText(unit, amount)}. The line
        stays; the correction is a new one.
      </Typography>
      <Field<Values>
        name="quantity"
        autoFocus
        helperText="Leave it empty if only the words are wrong."
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
      <Field<Values> name="reason" required multiline />
      <WitnessFields people={witness.people} />
    </SaveDialog>
  )
}
