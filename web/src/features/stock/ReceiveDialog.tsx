import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import type { PackUnit } from '../../gql/types'
import { amountFrom } from '../../ui/amount'
import { lacking } from '../../ui/fields'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { parseQuantity, quantityText, unitText } from './quantity'
import { type StockItem_itemFragment, useReceiveStockMutation } from './stock.gen'

const labels = {
  quantity: 'How many',
  unit: 'Of',
  lotNumber: 'Lot number',
  expiresOn: 'Expires on',
  cost: 'Cost of all of it',
}

interface Values {
  quantity: string
  unit: PackUnit
  lotNumber: string
  expiresOn: string
  cost: string
}

/** The units of an item, with how many dispensing units each contains. */
const unitsOf = ({ unit, ...item }: StockItem_itemFragment): [PackUnit, string, number][] =>
  [
    ...(item.buyingUnit !== null ? [['BUYING', item.buyingUnit, item.unitsPerBuyingUnit ?? 0] as const] : []),
    ...(item.stockUnit !== null ? [['STOCK', item.stockUnit, item.unitsPerStockUnit ?? 0] as const] : []),
    ['DISPENSING', unit, 1],
  ].map(([value, name, contains]) => [value as PackUnit, String(name), Number(contains)])

interface Props {
  item: StockItem_itemFragment
  onReceived: () => void
  onClose: () => void
}

/** Takes a delivery into the stock of the current location. */
export function ReceiveDialog({ item, onReceived, onClose }: Props) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [receive] = useReceiveStockMutation()
  const units = unitsOf(item)
  const form = useSave<Values>({
    labels,
    start: { quantity: '', unit: units[0]![0], lotNumber: '', expiresOn: '', cost: '' },
    check: ({ quantity, cost }) => {
      if (parseQuantity(quantity) === null)
        return lacking('quantity', 'A number above zero, to three decimals.')
      return cost.trim() !== '' && amountFrom(cost, location.currency) === null
        ? lacking('cost', 'An amount of money.')
        : null
    },
    save: async ({ quantity, unit, lotNumber, expiresOn, cost }, { headersFor }) => {
      const input = {
        itemId: item.id,
        locationId: location.id,
        quantity: parseQuantity(quantity) ?? 0,
        unit,
        lotNumber: lotNumber.trim() || null,
        expiresOn: expiresOn || null,
        cost: cost.trim() === '' ? null : (amountFrom(cost, location.currency)?.amount ?? null),
      }
      await receive({ variables: { input }, context: headersFor(input) })
      toast({ message: `${item.name} is in stock at ${location.name}.` })
      onReceived()
      onClose()
    },
  })
  const { quantity, unit } = form.fields.watch()
  const contains = units.find(([value]) => value === unit)?.[2] ?? 1
  const counted = (parseQuantity(quantity) ?? 0) * contains
  return (
    <SaveDialog
      form={form}
      title={`Receive ${item.name}`}
      submitLabel="Take into stock"
      onClose={onClose}
      width="xs"
    >
      <Pair>
        <Field<Values>
          name="quantity"
          required
          autoFocus
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
        <Field<Values> name="unit" select>
          {units.map(([value, name]) => (
            <MenuItem key={value} value={value}>
              {name}
            </MenuItem>
          ))}
        </Field>
      </Pair>
      <Typography role="status" className="tabular" sx={{ color: 'text.secondary' }}>
        {quantityText(counted)} {unitText(item.unit, counted)} at {location.name}
      </Typography>
      <Field<Values> name="lotNumber" helperText="Empty if it is unknown." />
      <DateField<Values>
        name="expiresOn"
        helperText="The last day on which it may be used; empty if unknown."
      />
      <Field<Values>
        name="cost"
        helperText={`In ${location.currency}, without tax; empty if unknown.`}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
    </SaveDialog>
  )
}
