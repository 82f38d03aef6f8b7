import Typography from '@mui/material/Typography'
import { SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { useSubmitStocktakeMutation } from './counts.gen'
import type { Sheet } from './sheet'

/** Asks before nobody can count on the sheet any more. */
export function SubmitDialog({ sheet, onClose }: { sheet: Sheet; onClose: () => void }) {
  const toast = useToast()
  const [submit] = useSubmitStocktakeMutation()
  const form = useSave<Record<never, never>>({
    labels: {},
    start: {},
    save: async () => {
      await submit({ variables: { input: { id: sheet.id, version: sheet.version } } })
      toast({ message: 'The counts are handed in.' })
      onClose()
    },
  })
  const left = sheet.lineCount - sheet.countedCount
  return (
    <SaveDialog form={form} title="Hand in the counts" submitLabel="Hand in" onClose={onClose} width="xs">
      <Typography>
        {left === 0
          ? 'Every line is counted.'
          : `${left} of ${sheet.lineCount} lines are not counted: their stock stays as it is.`}
      </Typography>
      <Typography sx={{ color: 'text.secondary' }}>
        Nobody counts on the sheet any more. Who approves it sees what differs.
      </Typography>
    </SaveDialog>
  )
}
