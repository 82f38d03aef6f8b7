import { useApolloClient } from '@apollo/client/react'
import Typography from '@mui/material/Typography'
import { addDays, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Pair, SaveDialog } from '../../ui/SaveDialog'
import { saveCsv } from '../../ui/saveFile'
import { useSave } from '../../ui/useSave'
import { JournalFileDocument } from './bookkeeping.gen'

/** Saves the journal of a period as a file for the bookkeeper; last month is proposed. */
export function JournalDialog({ onClose }: { onClose: () => void }) {
  const { id: locationId, name, timeZone } = useCurrentLocation()
  const client = useApolloClient()
  const today = todayIn(timeZone)
  const endOfLastMonth = addDays(`${today.slice(0, 8)}01`, -1)
  const form = useSave({
    labels: { from: 'From', until: 'Until' },
    start: { from: `${endOfLastMonth.slice(0, 8)}01`, until: endOfLastMonth },
    save: async ({ from, until }) => {
      const variables = { locationId, from, until }
      const { data } = await client.query({ query: JournalFileDocument, variables, fetchPolicy: 'no-cache' })
      if (data) saveCsv(`Journal ${name} ${from} ${until}.csv`, data.journalCsv)
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Journal of ${name}`} submitLabel="Save CSV" onClose={onClose} width="xs">
      <Typography sx={{ color: 'text.secondary' }}>
        Every line of the ledger that is dated in the period, at most 92 days. Lock the period first: then it
        changes no more.
      </Typography>
      <Pair>
        <DateField name="from" required max={today} />
        <DateField name="until" required max={today} />
      </Pair>
    </SaveDialog>
  )
}
