import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import { useSearchParams } from 'react-router'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  type Draft,
  type DraftForm,
  discountOf,
  formOf,
  itemsOf,
  linesInWords,
  problemOfForm,
} from './draftForm'
import { InvoiceLines } from './InvoiceLines'
import { useUpdateInvoiceMutation } from './invoices.gen'

const labels = { items: 'Lines', discount: 'Discount on the whole invoice', discountIn: 'Discount in' }

interface Props {
  invoice: Draft
  /** Fetches the draft anew when somebody else was faster. */
  latest: () => Promise<Draft | null>
  onClose: () => void
}

/** The lines and the discount of a draft, which two people may have open. */
export function InvoiceEditor({ invoice, latest, onClose }: Props) {
  const { currency } = invoice
  const [params] = useSearchParams()
  const toast = useToast()
  const [update] = useUpdateInvoiceMutation()
  const form = useSave<DraftForm, Draft>({
    labels,
    thing: invoice,
    valuesOf: formOf,
    latest,
    show: (field, values) => (field === 'items' ? linesInWords(values.items) : String(values[field])),
    check: (values) => problemOfForm(values, currency),
    save: async (values, { version, headersFor }) => {
      const input = {
        id: invoice.id,
        version,
        items: itemsOf(values, currency),
        discount: discountOf(values, currency),
      }
      await update({ variables: { input }, context: headersFor(input) })
      toast({ message: 'The draft is saved.' })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Edit invoice" submitLabel="Save" onClose={onClose} width="md">
      <InvoiceLines
        locationId={invoice.location?.id ?? ''}
        pets={invoice.owner?.pets?.nodes ?? []}
        petId={params.get('pet') ?? invoice.appointment?.pet?.id}
        refusal={form.fields.formState.errors.items?.message as string | undefined}
      />
      <Box sx={{ display: 'flex', gap: 1, maxWidth: 420 }}>
        <Field<DraftForm>
          name="discount"
          sx={{ flex: 1 }}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
        <Field<DraftForm> name="discountIn" select sx={{ width: 120 }}>
          <MenuItem value="percent">%</MenuItem>
          <MenuItem value="amount">{currency}</MenuItem>
        </Field>
      </Box>
    </SaveDialog>
  )
}
