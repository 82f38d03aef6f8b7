import Typography from '@mui/material/Typography'
import { lacking } from '../../../ui/fields'
import { ChipsField, Field, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { noWitness, WitnessFields, witnessLabels, type WitnessValues } from '../../../ui/WitnessFields'
import { parseQuantity, plusQuantity, quantityText, unitText } from '../quantity'
import { useWitness } from '../register/useWitness'
import { type Transfer_transferFragment, useReceiveTransferMutation } from './transfers.gen'
import { lotText, quantityIn } from './transferWords'

interface Values extends WitnessValues {
  quantity: string
  rest: 'coming' | 'missing'
  differenceReason: string
}

const rests = [
  ['coming', 'Is on its way'],
  ['missing', 'Will not come'],
] as const

/** Nothing arrived is zero; null for what is no quantity. */
const arrivedIn = (text: string) => (/^0+([.,]0+)?$/.test(text.trim()) ? 0 : parseQuantity(text))

interface Props {
  transfer: Transfer_transferFragment
  onClose: () => void
}

/** Takes what has arrived of a transfer into stock, and says what becomes of the rest. */
export function ReceiveTransferDialog({ transfer, onClose }: Props) {
  const toast = useToast()
  const [receive] = useReceiveTransferMutation()
  const { id, version, item, inTransit } = transfer
  const restOf = (quantity: string) => plusQuantity(inTransit, -(arrivedIn(quantity) ?? 0))
  const form = useSave<Values>({
    labels: {
      quantity: `How many arrived (${unitText(item.unit, 2)})`,
      rest: 'The rest',
      differenceReason: 'What happened to the rest',
      ...witnessLabels,
    },
    start: { quantity: quantityText(inTransit), rest: 'coming', differenceReason: '', ...noWitness },
    check: ({ quantity, rest }) => {
      const arrived = arrivedIn(quantity)
      if (arrived === null) return lacking('quantity', 'A number from 0 on, to three decimals.')
      return arrived === 0 && rest === 'coming'
        ? lacking('quantity', 'Nothing has arrived yet: receive it later, or say that it will not come.')
        : null
    },
    save: async (values, { headersFor }) => {
      const quantity = arrivedIn(values.quantity) ?? 0
      const differs = restOf(values.quantity) > 0 && values.rest === 'missing'
      const differenceReason = differs ? values.differenceReason.trim() : null
      const input = { id, version, quantity, differenceReason }
      const context = headersFor(input)
      const witnessProof = item.controlled && quantity > 0 ? await witness.prove(values) : null
      await receive({ variables: { input: { ...input, witnessProof } }, context })
      toast({
        message: quantity > 0 ? `${quantityIn(quantity, transfer)} are in stock.` : 'The sender is told.',
      })
      onClose()
    },
  })
  const values = form.fields.watch()
  const witness = useWitness(transfer.to?.id ?? '', item.controlled)
  const rest = restOf(values.quantity)
  return (
    <SaveDialog
      form={form}
      title={`Receive ${item.name}`}
      submitLabel="Take into stock"
      onClose={onClose}
      width={item.controlled ? 'sm' : 'xs'}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {lotText(transfer)}. {quantityIn(inTransit, transfer)} in transit from{' '}
        {transfer.from?.name ?? 'another location'}
        {transfer.note && `: “${transfer.note}”`}.
      </Typography>
      <Field<Values>
        name="quantity"
        required
        autoFocus
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
      {rest > 0 && (
        <>
          <Typography role="status">{quantityIn(rest, transfer)} not received.</Typography>
          <ChipsField<Values> name="rest" options={rests} />
        </>
      )}
      {rest > 0 && values.rest === 'missing' && (
        <Field<Values>
          name="differenceReason"
          required
          multiline
          helperText="The sender takes the rest back or writes it off."
        />
      )}
      {item.controlled && arrivedIn(values.quantity) !== 0 && <WitnessFields people={witness.people} />}
    </SaveDialog>
  )
}
