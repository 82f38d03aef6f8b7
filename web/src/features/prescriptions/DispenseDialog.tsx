import { skipToken } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useDebounced } from '../../ui/useDebounced'
import { useSave } from '../../ui/useSave'
import { noWitness, WitnessFields, witnessLabels, type WitnessValues } from '../../ui/WitnessFields'
import { amountOf, notAnAmount } from './amount'
import {
  type Prescription_prescriptionFragment,
  type StockToDispenseQuery,
  useDispensedStockChangedSubscription,
  useDispenseDialogQuery,
  useDispenseMutation,
  useDispenseWitnessesQuery,
  useProveDispenseWitnessMutation,
  useStockToDispenseQuery,
} from './prescriptions.gen'

interface Values extends WitnessValues {
  quantity: string
  stockQuantity: string
  lotId: string
  reason: string
}

/** The choice of no lot in particular. */
const firstExpiring = 'first'

const decimal = { htmlInput: { inputMode: 'decimal', autoComplete: 'off' } } as const

interface Lot {
  number: string | null
  expiresOn: string | null
}

const lotText = ({ number, expiresOn }: Lot) =>
  `Lot ${number ?? 'unknown'}, ${expiresOn ? `expires ${formatDay(expiresOn, 'dated')}` : 'expiry unknown'}`

/** What is in stock at the chosen location and what a quantity would take of it, also while others take from it. */
function useStock(itemId: string, locationId: string, unit: string, quantity: string, stockQuantity: string) {
  const place = { itemId, locationId }
  const shelf = useDispenseDialogQuery({ variables: place, fetchPolicy: 'cache-and-network' })
  const stockUnit = shelf.data?.inventoryItem?.unit ?? unit
  const wanted = amountOf(useDebounced(stockUnit === unit ? quantity : stockQuantity))
  const taken = useStockToDispenseQuery(
    wanted === null
      ? skipToken
      : { variables: { ...place, quantity: wanted }, fetchPolicy: 'cache-and-network' },
  )
  useDispensedStockChangedSubscription({
    variables: place,
    onData: () => {
      void shelf.refetch()
      if (wanted !== null) void taken.refetch()
    },
  })
  return {
    stockUnit,
    convert: stockUnit !== unit,
    controlled: shelf.data?.inventoryItem?.controlled === true,
    wanted,
    lots: (shelf.data?.lots.nodes ?? []).filter(({ expired, onHand }) => !expired && onHand > 0),
    error: shelf.error ?? taken.error,
    retry: () => {
      void shelf.refetch()
      if (wanted !== null) void taken.refetch()
    },
    taken: wanted === null ? undefined : (taken.data ?? taken.previousData)?.stockToDispense,
  }
}

interface Props {
  prescription: Prescription_prescriptionFragment
  itemId: string
  onClose: () => void
}

/** Hands out some of a prescription from the lots that expire first, or from another for a reason (I2, MR6). */
export function DispenseDialog({ prescription, itemId, onClose }: Props) {
  const { drug, unit, remaining, authorised } = prescription
  const here = useCurrentLocation()
  const toast = useToast()
  const [dispense] = useDispenseMutation()
  const [prove] = useProveDispenseWitnessMutation()
  const form = useSave<Values>({
    labels: {
      quantity: `How much (${unit})`,
      stockQuantity: 'That is, of stock',
      lotId: 'Taken from',
      reason: 'Why this lot',
      ...witnessLabels,
    },
    start: {
      quantity: String(Math.min(prescription.quantity, remaining)),
      stockQuantity: '',
      lotId: firstExpiring,
      reason: '',
      ...noWitness,
    },
    check: ({ quantity, stockQuantity }) => {
      if (amountOf(quantity) === null) return notAnAmount('quantity')
      return stock.convert && amountOf(stockQuantity) === null ? notAnAmount('stockQuantity') : null
    },
    save: async ({ quantity, stockQuantity, lotId, reason, witnessId, secret }, { headersFor }) => {
      const input = {
        prescriptionId: prescription.id,
        locationId: here.id,
        quantity: amountOf(quantity),
        ...(stock.convert && { stockQuantity: amountOf(stockQuantity) }),
        ...(lotId !== firstExpiring && { lotId, reason: reason.trim() }),
      }
      const context = headersFor(input)
      const proof = stock.controlled
        ? await prove({ variables: { input: { witnessId, secret, locationId: here.id } } })
        : null
      const witnessProof = proof?.data?.proveWitness.id ?? null
      await dispense({ variables: { input: { ...input, witnessProof } }, context })
      toast({ message: `${quantity.trim()} ${unit} of ${drug} dispensed.` })
      onClose()
    },
  })
  const values = form.fields.watch()
  const stock = useStock(itemId, here.id, unit, values.quantity, values.stockQuantity)
  const witnesses = useDispenseWitnessesQuery(
    stock.controlled ? { variables: { locationId: here.id } } : skipToken,
  )
  const { stockUnit, wanted, lots, taken } = stock
  const chosen = lots.find(({ id }) => id === values.lotId)
  const available = chosen?.onHand ?? taken?.available
  const lacking = wanted !== null && (chosen ? chosen.onHand < wanted : taken?.enough === false)
  return (
    <SaveDialog
      form={form}
      title={`Dispense ${drug}`}
      submitLabel="Dispense"
      onClose={onClose}
      disabled={lacking}
      width="xs"
    >
      {stock.error && <ErrorView error={stock.error} onRetry={stock.retry} form="line" />}
      <Typography className="tabular" sx={{ color: 'text.secondary' }}>
        {remaining} of {authorised} {unit} are left of the prescription.
      </Typography>
      <Field<Values> name="quantity" required autoFocus slotProps={decimal} />
      {stock.convert && (
        <Field<Values>
          name="stockQuantity"
          label={`That is, of stock (${stockUnit})`}
          required
          slotProps={decimal}
        />
      )}
      {lacking ? (
        <Alert severity="error" role="alert">
          Only {available} {stockUnit} left {chosen ? 'of this lot' : `at ${here.name}`}.
        </Alert>
      ) : (
        !chosen && <Taken lots={taken?.lots ?? []} unit={stockUnit} />
      )}
      {lots.length > 1 && (
        <Field<Values> name="lotId" select>
          <MenuItem value={firstExpiring}>The lots that expire first</MenuItem>
          {lots.map((lot) => (
            <MenuItem key={lot.id} value={lot.id}>
              {lotText(lot)}: {lot.onHand} {stockUnit}
            </MenuItem>
          ))}
        </Field>
      )}
      {chosen && chosen.id !== taken?.lots[0]?.lot?.id && (
        <Field<Values> name="reason" required helperText="Another lot expires earlier." />
      )}
      {stock.controlled && <WitnessFields people={witnesses.data?.witnesses} />}
    </SaveDialog>
  )
}

/** What would be taken of each lot. */
const Taken = ({ lots, unit }: { lots: StockToDispenseQuery['stockToDispense']['lots']; unit: string }) => (
  <Box component="ul" aria-label="Lots" role="list" sx={{ m: 0, p: 0, listStyle: 'none', minHeight: 24 }}>
    {lots.map(({ quantity, lot }) => (
      <Box
        component="li"
        key={lot?.id}
        className="tabular"
        sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, py: 0.25 }}
      >
        <span>{lot ? lotText(lot) : 'Lot unknown'}</span>
        <b>
          {quantity} {unit}
        </b>
      </Box>
    ))}
  </Box>
)
