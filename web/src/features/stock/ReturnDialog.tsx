import type { ReturnTo } from '../../gql/types'
import { lacking } from '../../ui/fields'
import { ChipsField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { noWitness, WitnessFields, witnessLabels, type WitnessValues } from '../../ui/WitnessFields'
import { parseQuantity, quantityText, unitText } from './quantity'
import { useWitness } from './register/useWitness'
import { useReturnStockMutation } from './stock.gen'

interface Values extends WitnessValues {
  quantity: string
  to: ReturnTo
  reason: string
}

const fates = [
  ['STOCK', 'Back into its lot'],
  ['WRITE_OFF', 'Destroy it'],
] as const

interface Props {
  dispensingId: string
  lotId: string | null
  /** How much of the lot is still with the owner. */
  out: number
  unit: string
  /** The location of a controlled item, whose destruction has a witness; null for other items. */
  controlledAt: string | null
  onClose: () => void
}

/** Takes back what was dispensed of a lot. */
export function ReturnDialog({ dispensingId, lotId, out, unit, controlledAt, onClose }: Props) {
  const toast = useToast()
  const [bringBack] = useReturnStockMutation()
  const witness = useWitness(controlledAt ?? '', controlledAt !== null)
  const form = useSave<Values>({
    labels: { quantity: `How many (${unit})`, to: 'What becomes of it', reason: 'Reason', ...witnessLabels },
    start: { quantity: quantityText(out), to: 'WRITE_OFF', reason: '', ...noWitness },
    check: ({ quantity }) =>
      parseQuantity(quantity) === null
        ? lacking('quantity', 'A number above zero, to three decimals.')
        : null,
    save: async ({ quantity, to, reason, ...who }, { headersFor }) => {
      const amount = parseQuantity(quantity) ?? 0
      const input = { dispensingId, lotId, quantity: amount, to, reason: reason.trim() }
      const context = headersFor(input)
      const isWitnessed = controlledAt !== null && to === 'WRITE_OFF'
      const witnessProof = isWitnessed ? await witness.prove(who) : null
      await bringBack({ variables: { input: { ...input, witnessProof } }, context })
      toast({ message: `${quantityText(amount)} ${unitText(unit, amount)} came back.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title="Return of dispensed medicine"
      submitLabel="Take back"
      onClose={onClose}
      width="xs"
    >
      <Field<Values>
        name="quantity"
        required
        autoFocus
        helperText={`At most ${quantityText(out)} ${unitText(unit, out)}.`}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
      <ChipsField<Values> name="to" options={fates} />
      <Field<Values> name="reason" required multiline />
      {controlledAt !== null && form.fields.watch('to') === 'WRITE_OFF' && (
        <WitnessFields people={witness.people} />
      )}
    </SaveDialog>
  )
}
