import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { amountFrom, amountText } from '../../ui/amount'
import { lacking } from '../../ui/fields'
import { formatDay, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { DateField, Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type PriceListRow_serviceFragment, useSetPriceMutation } from './prices.gen'

const labels = { price: 'Price', tax: 'Tax', effectiveFrom: 'From' }

interface Values {
  price: string
  tax: 'included' | 'excluded'
  effectiveFrom: string
}

/** What an entry costs here from a day on, and what it has cost. */
export function SetPriceDialog({
  entry,
  onClose,
}: {
  entry: PriceListRow_serviceFragment
  onClose: () => void
}) {
  const location = useCurrentLocation()
  const { currency } = location
  const toast = useToast()
  const [setPrice] = useSetPriceMutation()
  const form = useSave<Values>({
    labels,
    start: {
      price: entry.price ? amountText(entry.price.amount) : '',
      tax: entry.price?.taxIncluded === false ? 'excluded' : 'included',
      effectiveFrom: todayIn(location.timeZone),
    },
    check: ({ price }) =>
      amountFrom(price, currency) ? null : lacking('price', `This is no amount in ${currency}.`),
    save: async ({ price, tax, effectiveFrom }, { headersFor }) => {
      const input = {
        serviceId: entry.id,
        locationId: location.id,
        price: amountFrom(price, currency)!,
        taxIncluded: tax === 'included',
        effectiveFrom,
      }
      await setPrice({ variables: { input, locationId: location.id }, context: headersFor(input) })
      toast({ message: `The price of ${entry.name} is set.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Price of ${entry.name} at ${location.name}`}
      submitLabel="Set price"
      onClose={onClose}
    >
      <Pair>
        <Field<Values>
          name="price"
          required
          autoFocus
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          helperText={currency}
        />
        <Field<Values> name="tax" select>
          <MenuItem value="included">The price includes it</MenuItem>
          <MenuItem value="excluded">It is added to the price</MenuItem>
        </Field>
      </Pair>
      <DateField<Values>
        name="effectiveFrom"
        required
        min={todayIn(location.timeZone)}
        helperText="Visits and invoices of earlier days keep their price."
      />
      {entry.prices.length > 0 && (
        <Box component="ul" aria-label="Prices so far" sx={{ m: 0, pl: 2.5 }}>
          {entry.prices.map(({ effectiveFrom, gross }, place) => (
            <Typography component="li" key={`${effectiveFrom} ${place}`} variant="body2">
              <Money value={gross} /> with tax from {formatDay(effectiveFrom, 'dated')}
            </Typography>
          ))}
        </Box>
      )}
    </SaveDialog>
  )
}
