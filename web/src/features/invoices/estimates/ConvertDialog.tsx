import { skipToken } from '@apollo/client/react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormHelperText from '@mui/material/FormHelperText'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { quantityFrom } from '../../../ui/amount'
import { lacking } from '../../../ui/fields'
import { formatInstantDay, formatMoney } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { useSave } from '../../../ui/useSave'
import { quantityIn } from './EstimateLines'
import { useConvertEstimateMutation, useDraftsToAddToQuery } from './estimates.gen'
import type { Shown } from './EstimateSheet'

type Item = Shown['items'][number]

interface Values {
  quantities: string[]
  /** The draft that the lines are added to; empty for a new one. */
  invoiceId: string
}

const labels = { quantities: 'Quantities', invoiceId: 'Put them on' }

/** The accepted lines that stand on no invoice yet. */
export const linesToInvoice = (items: readonly Item[]): Item[] =>
  items.filter(
    ({ decision, invoicedQuantity, invoice }) =>
      decision === 'ACCEPTED' && (invoicedQuantity === null || invoice?.status === 'VOID'),
  )

/** Somebody says how much of each accepted line was used; a line without a quantity stays for later. */
export function ConvertDialog({ estimate, onClose }: { estimate: Shown; onClose: () => void }) {
  const { id, version } = estimate
  const lines = linesToInvoice(estimate.items)
  const { timeZone } = useCurrentLocation()
  const { owner, location } = estimate
  const { data } = useDraftsToAddToQuery(
    owner && location
      ? { variables: { ownerId: owner.id, locationId: location.id }, fetchPolicy: 'network-only' }
      : skipToken,
  )
  const drafts = data?.invoices.nodes ?? []
  const navigate = useNavigate()
  const [convert] = useConvertEstimateMutation()
  const form = useSave<Values>({
    labels,
    // What is certain is filled in; of everything else somebody must say how much it was.
    start: {
      quantities: lines.map(({ lowQuantity, quantity }) =>
        lowQuantity === quantity ? String(quantity) : '',
      ),
      invoiceId: '',
    },
    check: ({ quantities }) => {
      if (quantities.every((each) => each.trim() === ''))
        return lacking('quantities', 'Say of at least one line how much was used.')
      return quantities.some((each) => each.trim() !== '' && quantityFrom(each) === null)
        ? lacking('quantities', 'A quantity is above 0, with at most three decimals.')
        : null
    },
    save: async ({ quantities, invoiceId }, { headersFor }) => {
      const items = lines.flatMap(({ id: itemId }, place) => {
        const quantity = quantityFrom(quantities[place]!)
        return quantity === null ? [] : [{ itemId, quantity }]
      })
      const input = { id, version, items, invoiceId: invoiceId || null }
      const { data } = await convert({ variables: { input }, context: headersFor(input) })
      onClose()
      if (data) void navigate(`/invoices/${data.convertEstimate.id}`)
    },
  })
  const { register, setValue, formState } = form.fields
  const fill = (of: (item: Item) => number) =>
    lines.forEach((item, place) =>
      setValue(`quantities.${place}`, of(item) === 0 ? '' : String(of(item)), { shouldDirty: true }),
    )
  const refusal = (formState.errors.quantities as { message?: string } | undefined)?.message
  return (
    <SaveDialog form={form} title="Draft an invoice" submitLabel="Draft invoice" onClose={onClose}>
      <Typography sx={{ color: 'text.secondary' }}>
        How much was used? A line that is left empty can be invoiced later.
      </Typography>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button size="small" onClick={() => fill(({ lowQuantity }) => lowQuantity)}>
          All at least
        </Button>
        <Button size="small" onClick={() => fill(({ quantity }) => quantity)}>
          All at most
        </Button>
      </Box>
      <Box role="group" aria-label="Quantities" sx={{ display: 'grid', gap: 1 }}>
        {lines.map((item, place) => (
          <Box key={item.id} sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
            <Typography sx={{ flex: 1 }}>
              {[item.petName, item.description].filter(Boolean).join(': ')}
            </Typography>
            <TextField
              label={`of ${quantityIn(item)}`}
              size="small"
              sx={{ width: 120 }}
              slotProps={{
                htmlInput: { inputMode: 'decimal', 'aria-label': `Quantity of ${item.description}` },
              }}
              {...register(`quantities.${place}`)}
            />
          </Box>
        ))}
        {refusal && <FormHelperText error>{refusal}</FormHelperText>}
      </Box>
      {drafts.length > 0 && (
        <Field<Values>
          name="invoiceId"
          select
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">A new draft</MenuItem>
          {drafts.map(({ id: draftId, createdAt, pet, total }) => (
            <MenuItem key={draftId} value={draftId}>
              {[`Draft of ${formatInstantDay(createdAt, timeZone)}`, pet?.name, formatMoney(total)]
                .filter(Boolean)
                .join(', ')}
            </MenuItem>
          ))}
        </Field>
      )}
    </SaveDialog>
  )
}
