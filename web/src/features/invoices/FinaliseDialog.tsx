import Typography from '@mui/material/Typography'
import { Money } from '../../ui/Money'
import { SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { type InvoiceDrawerQuery, useFinaliseInvoiceMutation } from './invoices.gen'

interface Props {
  invoice: NonNullable<InvoiceDrawerQuery['invoice']>
  onClose: () => void
}

/** Asks once more, because nobody can change a finalised invoice. */
export function FinaliseDialog({ invoice, onClose }: Props) {
  const { id, version, total, owner } = invoice
  const toast = useToast()
  const [finalise] = useFinaliseInvoiceMutation()
  const form = useSave<Record<string, never>>({
    labels: {},
    start: {},
    save: async (_values, { headersFor }) => {
      const variables = { id, basedOnVersion: version }
      const { data } = await finalise({ variables, context: headersFor(variables) })
      toast({ message: `Invoice ${data?.finaliseInvoice.number} is finalised.` })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title="Finalise this invoice?"
      submitLabel="Finalise"
      confirms
      onClose={onClose}
      width="xs"
    >
      <Typography>
        {owner?.name ?? 'The client'} is charged <Money value={total} />. The invoice gets its number; after
        that, only a credit note corrects it.
      </Typography>
    </SaveDialog>
  )
}
