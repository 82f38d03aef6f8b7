import Typography from '@mui/material/Typography'
import { amountFrom } from '../../../ui/amount'
import { lacking } from '../../../ui/fields'
import { formatMoney } from '../../../ui/format'
import { DateField, Field, Pair, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { parseQuantity, quantityText, unitText } from '../quantity'
import {
  type Order_orderFragment,
  type OrderLine_lineFragment,
  useReceiveOrderLineMutation,
} from './orders.gen'

const labels = {
  quantity: 'How many',
  cost: 'Cost of all of it',
  lotNumber: 'Lot number',
  expiresOn: 'Expires on',
  overReceiptReason: 'Why more than ordered is taken',
}

type Values = Record<keyof typeof labels, string>

interface Props {
  order: Order_orderFragment
  line: OrderLine_lineFragment
  onReceived: () => void
  onClose: () => void
}

/** Takes what has arrived of a line into stock, as a lot. */
export function ReceiveLineDialog({ order, line, onReceived, onClose }: Props) {
  const toast = useToast()
  const [receive] = useReceiveOrderLineMutation()
  const { currency } = line.price
  const open = Math.max(line.ordered - line.received, 0)
  const unit = unitText(line.item.unit, 2)
  const isOver = (quantity: number) => line.received + quantity > line.ordered * 1.1
  const form = useSave<Values>({
    labels,
    start: {
      quantity: open > 0 ? quantityText(open) : '',
      cost: '',
      lotNumber: '',
      expiresOn: '',
      overReceiptReason: '',
    },
    check: ({ quantity, cost, overReceiptReason }) => {
      const arrived = parseQuantity(quantity)
      if (arrived === null) return lacking('quantity', 'A number above zero, to three decimals.')
      if (isOver(arrived) && overReceiptReason.trim() === '')
        return lacking('overReceiptReason', 'Say why, or take less.')
      return cost.trim() !== '' && amountFrom(cost, currency) === null
        ? lacking('cost', 'An amount of money.')
        : null
    },
    save: async ({ quantity, cost, lotNumber, expiresOn, overReceiptReason }, { headersFor }) => {
      const input = {
        itemId: line.item.id,
        locationId: order.location?.id ?? '',
        orderLineId: line.id,
        quantity: parseQuantity(quantity) ?? 0,
        cost: amountFrom(cost, currency)?.amount ?? null,
        lotNumber: lotNumber.trim() || null,
        expiresOn: expiresOn || null,
        overReceiptReason: overReceiptReason.trim() || null,
      }
      await receive({ variables: { input }, context: headersFor(input) })
      toast({ message: `${line.description} is in stock.` })
      onReceived()
      onClose()
    },
  })
  const arrived = parseQuantity(form.fields.watch('quantity')) ?? 0
  const expected = { amount: Math.round((line.price.amount * arrived) / line.packSize), currency }
  return (
    <SaveDialog
      form={form}
      title={`Receive ${line.description}`}
      submitLabel="Take into stock"
      onClose={onClose}
      width="sm"
    >
      <Typography className="tabular" sx={{ color: 'text.secondary' }}>
        {quantityText(line.received)} of {quantityText(line.ordered)} {unit} have arrived.
      </Typography>
      <Pair>
        <Field<Values>
          name="quantity"
          required
          autoFocus
          helperText={`In ${unit}.`}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
        <Field<Values>
          name="cost"
          helperText={`Empty: ${formatMoney(expected)}, as ordered.`}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
        <Field<Values> name="lotNumber" helperText="Empty if it is unknown." />
        <DateField<Values> name="expiresOn" helperText="The last day; empty if unknown." />
      </Pair>
      {isOver(arrived) && (
        <Field<Values>
          name="overReceiptReason"
          required
          helperText="It is more than a tenth above what was ordered."
        />
      )}
    </SaveDialog>
  )
}
