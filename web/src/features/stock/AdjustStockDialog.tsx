import Alert from '@mui/material/Alert'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useController, useFormContext } from 'react-hook-form'
import type { MovementKind } from '../../gql/types'
import { lacking, shownBy } from '../../ui/fields'
import { useCurrentLocation } from '../../ui/location'
import { ChipsField, Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { noWitness, WitnessFields, witnessLabels, type WitnessValues } from '../../ui/WitnessFields'
import { parseQuantity, plusQuantity, quantityText, unitText } from './quantity'
import { useWitness } from './register/useWitness'
import { type StockLot_lotFragment, type StockRow_itemFragment, useAdjustStockMutation } from './stock.gen'
import { movements, options } from './words'

/** The usual reasons, by what happened. */
const reasons: Readonly<Record<Kind, readonly string[]>> = {
  COUNT: ['Counted'],
  USE: ['Used in the house', 'Used in theatre'],
  WASTAGE: ['Broken or spilled', 'Left over in the vial'],
  RETURN: ['Returned to supplier', 'Brought back unopened'],
  WRITE_OFF: ['Expired', 'Stored too warm'],
}

/** What arrives is received, medicine is dispensed on the chart, and other locations are sent what they need. */
type Kind = Exclude<MovementKind, 'RECEIPT' | 'DISPENSE' | 'TRANSFER_OUT' | 'TRANSFER_IN'>

const kinds = options(movements).filter((option): option is [Kind, string] => option[0] in reasons)

/** What may come in as well as go out. */
const bothWays: readonly Kind[] = ['COUNT', 'RETURN']

const directions = [
  ['out', 'Take out'],
  ['in', 'Put in'],
] as const

interface Values extends WitnessValues {
  kind: Kind
  locationId: string
  direction: 'in' | 'out'
  quantity: string
  reason: string
}

const changeOf = ({ kind, direction, quantity }: Values): number => {
  const amount = parseQuantity(quantity) ?? 0
  return direction === 'in' && bothWays.includes(kind) ? amount : -amount
}

interface Props {
  item: StockRow_itemFragment
  /** The lot that it is about; without one, the lots that expire first. */
  lot?: StockLot_lotFragment
  onClose: () => void
}

export function AdjustStockDialog({ item, lot, onClose }: Props) {
  const here = useCurrentLocation()
  const at = lot?.location?.id ?? here.id
  const first = item.stock.find(({ location }) => location?.id === at) ?? item.stock[0]
  const subject = lot ? `Lot ${lot.number ?? 'unknown'} of ${item.name}` : item.name
  const toast = useToast()
  const [adjust] = useAdjustStockMutation()
  const form = useSave<Values>({
    labels: {
      kind: 'What happened',
      locationId: 'Location',
      direction: 'Direction',
      quantity: `How many (${item.unit})`,
      reason: 'Reason',
      ...witnessLabels,
    },
    start: {
      kind: lot?.expired ? 'WRITE_OFF' : 'COUNT',
      locationId: first?.location?.id ?? at,
      direction: 'out',
      quantity: lot?.expired ? quantityText(lot.onHand) : '',
      reason: lot?.expired ? 'Expired' : '',
      ...noWitness,
    },
    check: ({ quantity, reason }) => {
      if (parseQuantity(quantity) === null)
        return lacking('quantity', 'A number above zero, to three decimals.')
      return reason.trim() === '' ? lacking('reason', 'Reason is needed.') : null
    },
    save: async (values, { headersFor }) => {
      const { kind, locationId, reason } = values
      const input = {
        itemId: item.id,
        locationId,
        kind,
        ...(lot && { lotId: lot.id }),
        quantity: changeOf(values),
        reason: reason.trim(),
      }
      const context = headersFor(input)
      const witnessProof = isWitnessed ? await witness.prove(values) : null
      await adjust({ variables: { input: { ...input, witnessProof } }, context })
      toast({ message: `${subject}: ${quantityText(after)} ${unitText(item.unit, after)} on hand.` })
      onClose()
    },
  })
  const values = form.fields.watch()
  const isWitnessed = item.controlled && changeOf(values) < 0
  const witness = useWitness(values.locationId, item.controlled)
  const onHand =
    lot?.onHand ?? item.stock.find(({ location }) => location?.id === values.locationId)?.onHand ?? 0
  const after = plusQuantity(onHand, changeOf(values))
  return (
    <SaveDialog
      form={form}
      title={lot ? `Adjust lot ${lot.number ?? 'unknown'} of ${item.name}` : `Adjust ${item.name}`}
      submitLabel="Save adjustment"
      onClose={onClose}
      width={item.controlled ? 'sm' : 'xs'}
    >
      <Field<Values> name="kind" select>
        {kinds.map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </Field>
      {!lot && item.stock.length > 1 && (
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
        {bothWays.includes(values.kind) && <ChipsField<Values> name="direction" options={directions} />}
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
      <ReasonField usual={reasons[values.kind]} />
      {isWitnessed && <WitnessFields people={witness.people} />}
    </SaveDialog>
  )
}

/** Why the stock changes: one of the usual reasons, or in words. */
function ReasonField({ usual }: { usual: readonly string[] }) {
  const { control } = useFormContext<Values>()
  const bound = useController({ control, name: 'reason' })
  const { field } = bound
  return (
    <Autocomplete
      freeSolo
      options={usual}
      inputValue={field.value}
      onInputChange={(_event, reason) => field.onChange(reason)}
      renderInput={(input) => <TextField {...input} label="Reason" required {...shownBy(bound)} />}
    />
  )
}
