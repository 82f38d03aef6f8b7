import Typography from '@mui/material/Typography'
import { SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import type { Draft } from './draftForm'
import { useVoidInvoiceMutation } from './invoices.gen'

/** Asks once more, because a void draft stays void. */
export function VoidDialog({ invoice: { id, version }, onClose }: { invoice: Draft; onClose: () => void }) {
  const [voidInvoice] = useVoidInvoiceMutation()
  const form = useSave<Record<string, never>>({
    labels: {},
    start: {},
    save: async (_values, { headersFor }) => {
      const variables = { id, basedOnVersion: version }
      await voidInvoice({ variables, context: headersFor(variables) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title="Void this draft?"
      submitLabel="Void"
      danger
      confirms
      onClose={onClose}
      width="xs"
    >
      <Typography>What is on it will not be charged. There is no way back.</Typography>
    </SaveDialog>
  )
}
