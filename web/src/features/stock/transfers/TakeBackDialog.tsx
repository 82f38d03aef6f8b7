import Typography from '@mui/material/Typography'
import type { ReturnTo } from '../../../gql/types'
import { lacking } from '../../../ui/fields'
import { ChipsField, Field, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { noWitness, WitnessFields, witnessLabels, type WitnessValues } from '../../../ui/WitnessFields'
import { parseQuantity, quantityText, unitText } from '../quantity'
import { useWitness } from '../register/useWitness'
import { type Transfer_transferFragment, useReturnTransferMutation } from './transfers.gen'
import { lotText, quantityIn } from './transferWords'

interface Values extends WitnessValues {
  quantity: string
  to: ReturnTo
  reason: string
}

const fates = [
  ['STOCK', 'Back into its lot'],
  ['WRITE_OFF', 'Write it off'],
] as const

interface Props {
  transfer: Transfer_transferFragment
  onClose: () => void
}

/** The sender takes back or writes off what is in transit. */
export function TakeBackDialog({ transfer, onClose }: Props) {
  const toast = useToast()
  const [bringBack] = useReturnTransferMutation()
  const { id, version, item, inTransit } = transfer
  const witness = useWitness(transfer.from?.id ?? '', item.controlled)
  const form = useSave<Values>({
    labels: {
      quantity: `How many (${unitText(item.unit, 2)})`,
      to: 'What becomes of it',
      reason: 'Reason',
      ...witnessLabels,
    },
    start: { quantity: quantityText(inTransit), to: 'STOCK', reason: '', ...noWitness },
    check: ({ quantity }) =>
      parseQuantity(quantity) === null
        ? lacking('quantity', 'A number above zero, to three decimals.')
        : null,
    save: async (values, { headersFor }) => {
      const quantity = parseQuantity(values.quantity) ?? 0
      const input = { id, version, quantity, to: values.to, reason: values.reason.trim() }
      const context = headersFor(input)
      const witnessProof = item.controlled ? await witness.prove(values) : null
      await bringBack({ variables: { input: { ...input, witnessProof } }, context })
      const what = values.to === 'STOCK' ? 'are back in stock' : 'are written off'
      toast({ message: `${quantityIn(quantity, transfer)} ${what}.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Take back ${item.name}`}
      submitLabel="Save"
      onClose={onClose}
      width={item.controlled ? 'sm' : 'xs'}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {lotText(transfer)}. {quantityIn(inTransit, transfer)} in transit to{' '}
        {transfer.to?.name ?? 'another location'}
        {transfer.differenceReason && `; the receiver says “${transfer.differenceReason}”`}.
      </Typography>
      <ChipsField<Values> name="to" options={fates} />
      <Field<Values>
        name="quantity"
        required
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
      <Field<Values> name="reason" required autoFocus multiline />
      {item.controlled && <WitnessFields people={witness.people} />}
    </SaveDialog>
  )
}
