import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Typography from '@mui/material/Typography'
import TextField from '@mui/material/TextField'
import { Controller, useFormContext } from 'react-hook-form'
import { quantityFrom } from '../../ui/amount'
import { lacking } from '../../ui/fields'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type InvoiceDrawerQuery, useCreditInvoiceMutation } from './invoices.gen'

type Invoice = NonNullable<InvoiceDrawerQuery['invoice']>

interface Values {
  reason: string
  invoiceAgain: boolean
  /** By line: what of it is credited; empty for nothing. */
  items: string[]
}

const labels = { reason: 'Reason', invoiceAgain: 'Invoice again', items: 'What to credit' }

const leftOf = ({ quantity, creditedQuantity }: Invoice['items'][number]) =>
  Math.round((quantity - creditedQuantity) * 1000) / 1000

/** Corrects a finalised invoice, by line and quantity, with the reason that is printed. */
export function CreditDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const toast = useToast()
  const [credit] = useCreditInvoiceMutation({ refetchQueries: ['InvoiceDrawer'] })
  const lines = invoice.items.filter((item) => leftOf(item) > 0)
  const form = useSave<Values>({
    labels,
    start: { reason: '', invoiceAgain: false, items: lines.map((item) => String(leftOf(item))) },
    check: ({ items }) =>
      items.some((text) => text.trim() !== '' && text.trim() !== '0' && quantityFrom(text) === null)
        ? lacking('items', 'A quantity is a number with at most three decimals.')
        : null,
    save: async ({ reason, invoiceAgain, items }, { headersFor }) => {
      const input = {
        invoiceId: invoice.id,
        reason,
        invoiceAgain,
        items: invoiceAgain
          ? null
          : lines.flatMap(({ id }, place) => {
              const quantity = quantityFrom(items[place] ?? '')
              return quantity === null ? [] : [{ itemId: id, quantity }]
            }),
      }
      const { data } = await credit({ variables: { input }, context: headersFor(input) })
      toast({ message: `Credit note ${data?.creditInvoice.number} is made.` })
      onClose()
    },
  })
  const again = form.fields.watch('invoiceAgain')
  return (
    <SaveDialog
      form={form}
      title={`Credit invoice ${invoice.number}`}
      submitLabel="Credit"
      danger
      onClose={onClose}
    >
      <Field<Values> name="reason" required autoFocus helperText="It is printed on the credit note." />
      <Controller
        name="invoiceAgain"
        control={form.fields.control}
        render={({ field: { value, onChange, ref } }) => (
          <FormControlLabel
            control={<Checkbox checked={value} onChange={onChange} slotProps={{ input: { ref } }} />}
            label="Credit everything and draft the invoice again"
          />
        )}
      />
      {!again && <Quantities lines={lines} refusal={form.fields.formState.errors.items?.message} />}
    </SaveDialog>
  )
}

function Quantities({ lines, refusal }: { lines: Invoice['items']; refusal: string | undefined }) {
  const { register } = useFormContext<Values>()
  return (
    <Box role="group" aria-label="What to credit" sx={{ display: 'grid', gap: 1 }}>
      {lines.map((item, place) => (
        <Box key={item.id} sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <Typography sx={{ flex: 1 }}>{item.description}</Typography>
          <TextField
            label={`of ${leftOf(item)}`}
            size="small"
            sx={{ width: 110 }}
            slotProps={{
              htmlInput: { inputMode: 'decimal', 'aria-label': `Quantity of ${item.description}` },
            }}
            {...register(`items.${place}`)}
          />
        </Box>
      ))}
      {refusal && <FormHelperText error>{refusal}</FormHelperText>}
    </Box>
  )
}
