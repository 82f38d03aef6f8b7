import { useApolloClient } from '@apollo/client/react'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useDownload } from '../../ui/documents'
import { addDays, todayIn } from '../../ui/format'
import { DateField, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { AccountStatementPdfDocument } from './payments.gen'

interface Props {
  ownerId: string
  timeZone: string
}

/** Saves the statement of a client's account over any period as PDF. */
export function StatementButton(props: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Statement</Button>
      {open && <StatementDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function StatementDialog({ ownerId, timeZone, onClose }: Props & { onClose: () => void }) {
  const client = useApolloClient()
  const { download } = useDownload()
  const today = todayIn(timeZone)
  const form = useSave({
    labels: { from: 'From', until: 'Until' },
    start: { from: addDays(today, -365), until: today },
    save: async ({ from, until }) => {
      const { data } = await client.query({
        query: AccountStatementPdfDocument,
        variables: { ownerId, from, until },
        fetchPolicy: 'no-cache',
      })
      const url = data?.owner?.statementUrl
      await download(() => Promise.resolve(url ? { url, fileName: `statement-${until}.pdf` } : null))
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Statement of account" submitLabel="Save PDF" onClose={onClose} width="xs">
      <Pair>
        <DateField name="from" required max={today} />
        <DateField name="until" required max={today} />
      </Pair>
    </SaveDialog>
  )
}
