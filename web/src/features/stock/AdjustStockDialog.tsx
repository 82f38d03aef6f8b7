import Alert from '@mui/material/Alert'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { useFields, wrong } from '../../ui/fields'
import { FilterChips } from '../../ui/FilterChips'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { useToast } from '../../ui/toasts'
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

type Direction = 'in' | 'out'

export function AdjustStockDialog({ item, onClose }: { item: StockRow_itemFragment; onClose: () => void }) {
  const here = useCurrentLocation()
  const start = item.stock.find(({ location }) => location?.id === here.id) ?? item.stock[0]
  const { values, set, text } = useFields({
    locationId: start?.location?.id ?? here.id,
    direction: 'out' as Direction,
    quantity: '',
    reason: '',
  })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { headersFor, done } = useIdempotencyKey()
  const toast = useToast()
  const [adjust, { loading }] = useAdjustStockMutation()

  const onHand = item.stock.find(({ location }) => location?.id === values.locationId)?.onHand ?? 0
  const quantity = parseQuantity(values.quantity)
  const signed = quantity === null ? 0 : values.direction === 'in' ? quantity : -quantity
  const after = plusQuantity(onHand, signed)

  const save = async () => {
    const input = {
      itemId: item.id,
      locationId: values.locationId,
      quantity: signed,
      reason: values.reason.trim(),
    }
    setError(null)
    setProblem(null)
    try {
      await adjust({ variables: { input }, context: headersFor(input) })
      done()
      toast({ message: `${item.name}: ${quantityText(after)} ${unitText(item.unit, after)} on hand.` })
      onClose()
    } catch (failure) {
      const found = problemOf(failure)
      setProblem(found)
      setError(found.field === 'quantity' || found.field === 'reason' ? null : failure)
    }
  }
  return (
    <FormDialog
      title={`Adjust ${item.name}`}
      open
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel="Save adjustment"
      busy={loading}
      disabled={quantity === null || values.reason.trim() === ''}
      error={error}
      width="xs"
    >
      {item.stock.length > 1 && (
        <TextField select label="Location" {...text('locationId')} {...wrong(problem, 'locationId')}>
          {item.stock.map(
            ({ location, onHand: held }) =>
              location && (
                <MenuItem key={location.id} value={location.id}>
                  {location.name} ({quantityText(held)} on hand)
                </MenuItem>
              ),
          )}
        </TextField>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'start' }}>
        <FilterChips
          label="Direction"
          options={[
            ['out', 'Take out'],
            ['in', 'Put in'],
          ]}
          value={values.direction}
          onChange={(direction) => set('direction', direction)}
        />
        <TextField
          {...text('quantity')}
          {...wrong(problem, 'quantity')}
          {...(values.quantity !== '' &&
            quantity === null && { error: true, helperText: 'A number above zero, to three decimals' })}
          label={`How many (${item.unit})`}
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
      <Autocomplete
        freeSolo
        options={reasons}
        inputValue={values.reason}
        onInputChange={(_event, reason) => set('reason', reason)}
        renderInput={(input) => (
          <TextField {...input} label="Reason" required {...wrong(problem, 'reason')} />
        )}
      />
    </FormDialog>
  )
}
