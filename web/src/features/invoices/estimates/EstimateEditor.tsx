import { DateField, Field, Pair, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { linesInWords } from '../draftForm'
import { InvoiceLines } from '../InvoiceLines'
import { type EstimateForm, estimateItemsOf, formOf, problemOfEstimate } from './estimateForm'
import { useUpdateEstimateMutation } from './estimates.gen'
import type { Shown } from './EstimateSheet'

const labels = {
  title: 'What it is for',
  note: 'Note to the client',
  validUntil: 'Valid until',
  items: 'Lines',
}

interface Props {
  estimate: Shown
  /** Fetches the estimate anew when somebody else was faster. */
  latest: () => Promise<Shown | null>
  onClose: () => void
}

/** What an estimate says; saving one that was sent begins its next version. */
export function EstimateEditor({ estimate, latest, onClose }: Props) {
  const { id, currency, status } = estimate
  const toast = useToast()
  const [update] = useUpdateEstimateMutation()
  const form = useSave<EstimateForm, Shown>({
    labels,
    thing: estimate,
    valuesOf: formOf,
    latest,
    show: (field, values) => (field === 'items' ? linesInWords(values.items) : values[field]),
    check: (values) => problemOfEstimate(values, currency),
    save: async (values, { version, headersFor }) => {
      const { title, note, validUntil } = values
      const items = estimateItemsOf(values, currency)
      const input = { id, version, title: title.trim(), note: note.trim() || null, validUntil, items }
      await update({ variables: { input }, context: headersFor(input) })
      toast({ message: status === 'DRAFT' ? 'The draft is saved.' : 'The next version is a draft.' })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Edit estimate" submitLabel="Save" onClose={onClose} width="md">
      <Pair>
        <Field<EstimateForm> name="title" required />
        <DateField<EstimateForm> name="validUntil" required />
      </Pair>
      <InvoiceLines
        ranges
        locationId={estimate.location?.id ?? ''}
        pets={estimate.owner?.pets?.nodes ?? []}
        refusal={form.fields.formState.errors.items?.message as string | undefined}
      />
      <Field<EstimateForm> name="note" multiline minRows={2} />
    </SaveDialog>
  )
}
