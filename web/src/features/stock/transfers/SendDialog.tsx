import { skipToken } from '@apollo/client/react'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { lacking } from '../../../ui/fields'
import { useCurrentLocation } from '../../../ui/location'
import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { noWitness, WitnessFields, witnessLabels, type WitnessValues } from '../../../ui/WitnessFields'
import { parseQuantity, quantityText, unitText } from '../quantity'
import { useWitness } from '../register/useWitness'
import type { StockLot_lotFragment } from '../stock.gen'
import { useTransferDestinationsQuery, useTransferStockMutation } from './transfers.gen'
import { lotText } from './transferWords'

interface Values extends WitnessValues {
  lotId: string
  toLocationId: string
  quantity: string
  note: string
}

interface Props {
  item: { id: string; name: string; unit: string; controlled: boolean }
  /** Those of which some may be sent, the first to expire first. */
  lots: readonly StockLot_lotFragment[]
  /** The one that was chosen; without one, the first at the current location. */
  lot?: StockLot_lotFragment
  onSent: () => void
  onClose: () => void
}

/** Sends stock of a lot to another location. */
export function SendDialog({ item, lots, lot, onSent, onClose }: Props) {
  const here = useCurrentLocation()
  const toast = useToast()
  const [send] = useTransferStockMutation()
  const held = lots.filter(({ onHand }) => onHand > 0)
  const first = lot ?? held.find(({ location }) => location?.id === here.id) ?? held[0]
  const lotOf = (id: string) => held.find((each) => each.id === id)
  const form = useSave<Values>({
    labels: {
      lotId: 'Lot',
      toLocationId: 'To',
      quantity: `How many (${unitText(item.unit, 2)})`,
      note: 'Note for the receiver',
      ...witnessLabels,
    },
    start: { lotId: first?.id ?? '', toLocationId: '', quantity: '', note: '', ...noWitness },
    check: ({ quantity }) =>
      parseQuantity(quantity) === null
        ? lacking('quantity', 'A number above zero, to three decimals.')
        : null,
    save: async (values, { headersFor }) => {
      const { lotId, toLocationId, note } = values
      const quantity = parseQuantity(values.quantity) ?? 0
      const input = { lotId, toLocationId, quantity, note: note.trim() || null }
      const context = headersFor(input)
      const witnessProof = item.controlled ? await witness.prove(values) : null
      const sent = await send({ variables: { input: { ...input, witnessProof } }, context })
      const to = sent.data?.transferStock.to?.name ?? 'the other location'
      toast({
        message: `${quantityText(quantity)} ${unitText(item.unit, quantity)} are on the way to ${to}.`,
      })
      onSent()
      onClose()
    },
  })
  const chosen = lotOf(form.fields.watch('lotId'))
  const from = chosen?.location?.id
  const witness = useWitness(from ?? '', item.controlled && from !== undefined)
  const { data } = useTransferDestinationsQuery(from ? { variables: { locationId: from } } : skipToken)
  const destinations = data?.transferDestinations ?? []
  return (
    <SaveDialog
      form={form}
      title={`Send ${item.name}`}
      submitLabel="Send"
      onClose={onClose}
      disabled={!chosen}
      width={item.controlled ? 'sm' : 'xs'}
    >
      <Field<Values> name="lotId" select required>
        {held.map((each) => (
          <MenuItem key={each.id} value={each.id} sx={{ whiteSpace: 'normal' }}>
            {lotText({ lotNumber: each.number, expiresOn: each.expiresOn })} ({each.location?.name ?? '–'})
          </MenuItem>
        ))}
      </Field>
      <Field<Values>
        name="toLocationId"
        select
        required
        autoFocus
        helperText={data && destinations.length === 0 ? 'There is no other location.' : undefined}
      >
        {destinations.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <Field<Values>
        name="quantity"
        required
        helperText={
          chosen && `${quantityText(chosen.onHand)} ${unitText(item.unit, chosen.onHand)} are in this lot.`
        }
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
      />
      <Field<Values> name="note" slotProps={{ htmlInput: { autoComplete: 'off' } }} />
      {item.controlled && <WitnessFields people={witness.people} />}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        It leaves the shelf now, and nobody can use it before it is received.
      </Typography>
    </SaveDialog>
  )
}
