import Alert from '@mui/material/Alert'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useController, useFormContext } from 'react-hook-form'
import { lacking, shownBy } from '../../ui/fields'
import { useCurrentLocation } from '../../ui/location'
import { ChipsField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { parseQuantity, plusQuantity, quantityText, unitText } from './quantity'
import { type StockRow_itemFragment, useAdjustStockMutation } from './stock.gen'

const reasons = [
  'Counted',
  'Delivery received',
  'Expired',
  'Broken or spilled',
  'Used in the house',
  'Returned to supplier',
]

const directions = [
  ['out', 'Take out'],
  ['in', 'Put in'],
] as const

interface Values {
  locationId: string
  direction: 'in' | 'out'
  quantity: string
  reason: string
}

const changeOf = ({ direction, quantity }: Values): number => {
  const amount = parseQuantity(quantity) ?? 0
  return direction === 'in' ? amount : -amount
}

export function AdjustStockDialog({ item, onClose }: { item: StockRow_itemFragment; onClose: () => void }) {
  const here = useCurrentLocation()
  const first = item.stock.find(({ location }) => location?.id === here.id) ?? item.stock[0]
  const toast = useToast()
  const [adjust] = useAdjustStockMutation()
  const form = useSave<Values>({
    labels: {
      locationId: 'Location',
      direction: 'Direction',
      quantity: `How many (${item.unit})`,
      reason: 'Reason',
    },
    start: { locationId: first?.location?.id ?? here.id, direction: 'out', quantity: '', reason: '' },
    check: ({ quantity, reason }) => {
      if (parseQuantity(quantity) === null)
        return lacking('quantity', 'A number above zero, to three decimals.')
      return reason.trim() === '' ? lacking('reason', 'Reason is needed.') : null
    },
    save: async (values, { headersFor }) => {
      const { locationId, reason } = values
      const input = { itemId: item.id, locationId, quantity: changeOf(values), reason: reason.trim() }
      await adjust({ variables: { input }, context: headersFor(input) })
      toast({ message: `${item.name}: ${quantityText(after)} ${unitText(item.unit, after)} on hand.` })
      onClose()
    },
  })
  const values = form.fields.watch()
  const onHand = item.stock.find(({ location }) => location?.id === values.locationId)?.onHand ?? 0
  const after = plusQuantity(onHand, changeOf(values))
  return (
    <SaveDialog
      form={form}
      title={`Adjust ${item.name}`}
      submitLabel="Save adjustment"
      onClose={onClose}
      width="xs"
    >
      {item.stock.length > 1 && (
        <Field<Values> name="locationId" select>
          {item.stock.map(
            ({ location, onHand: held }) =>
              location && (
                <MenuItem key={location.id} value={location.id}>
                  {location.name} ({quantityText(held)} on hand)
                </MenuItem>
              ),
          )}
        </Field>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'start' }}>
        <ChipsField<Values> name="direction" options={directions} />
        <Field<Values>
          name="quantity"
          required
          autoFocus
          sx={{ flex: '1 1 140px' }}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
      </Box>
      <Typography role="status" className="tabular" sx={{ color: 'text.secondary' }}>
        {quantityText(onHand)} → <b>{quantityText(after)}</b> {unitText(item.unit, after)} on hand
      </Typography>
      {after < 0 && (
        <Alert severity="warning">That is more than the shelf should hold. Count it before you save.</Alert>
      )}
      <ReasonField />
    </SaveDialog>
  )
}

/** Why the stock changes: one of the usual reasons, or in words. */
function ReasonField() {
  const { control } = useFormContext<Values>()
  const bound = useController({ control, name: 'reason' })
  const { field } = bound
  return (
    <Autocomplete
      freeSolo
      options={reasons}
      inputValue={field.value}
      onInputChange={(_event, reason) => field.onChange(reason)}
      renderInput={(input) => <TextField {...input} label="Reason" required {...shownBy(bound)} />}
    />
  )
}
