import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CircularProgress from '@mui/material/CircularProgress'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { ErrorView } from '../../ui/ErrorView'
import { FileButton } from '../../ui/FileButton'
import { useCurrentLocation } from '../../ui/location'
import { MistakesTable } from '../../ui/MistakesTable'
import { Page } from '../../ui/Page'
import { Tag, type Tone } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { When } from '../../ui/When'
import { type ImportAppointmentsMutation, useImportAppointmentsMutation } from './appointment-imports.gen'

type Result = ImportAppointmentsMutation['importAppointments']
type Visit = Result['visits'][number]

const outcomes: Record<Visit['outcome'], { tone: Tone; word: string }> = {
  BOOK: { tone: 'good', word: 'Will be booked' },
  KNOWN: { tone: 'neutral', word: 'Imported before' },
  PAST: { tone: 'warn', word: 'Left out: past' },
  CANCELLED: { tone: 'warn', word: 'Left out: cancelled' },
}

const visitColumns: Column<Visit>[] = [
  {
    key: 'pet',
    label: 'Patient',
    render: ({ line, petName }) => petName ?? `Line ${line}`,
  },
  {
    key: 'time',
    label: 'Time',
    render: ({ startsAt, endsAt }) => (
      <>
        <When at={startsAt} />
        {endsAt && (
          <>
            {' – '}
            <When at={endsAt} show="time" />
          </>
        )}
      </>
    ),
  },
  {
    key: 'what',
    label: 'Visit',
    render: ({ typeName, vetName, roomName }) =>
      [typeName, vetName, roomName].filter(Boolean).join(' · ') || '–',
  },
  {
    key: 'outcome',
    label: 'What happens',
    phone: 'end',
    render: ({ outcome }) => <Tag tone={outcomes[outcome].tone}>{outcomes[outcome].word}</Tag>,
  },
  { key: 'line', label: 'Line', align: 'right', phone: 'hidden', render: ({ line }) => line },
]

/** Rows that are shown at once; whoever looks for more of them shows more. */
const shownAtOnce = 50

function PlannedVisits({ visits }: { visits: readonly Visit[] }) {
  const [count, setCount] = useState(shownAtOnce)
  return (
    <DataTable
      label="Visits of the file"
      columns={visitColumns}
      rows={visits.slice(0, count)}
      rowKey={({ line }) => String(line)}
      hasMore={visits.length > count}
      onMore={() => setCount(count + shownAtOnce)}
    />
  )
}

/** Brings the calendar of another system: the file is tried, shown line by line, and booked whole or not at all. */
export function ImportCalendarPage() {
  const location = useCurrentLocation()
  return <ImportCalendar key={location.id} location={location} />
}

function ImportCalendar({ location }: { location: ReturnType<typeof useCurrentLocation> }) {
  const toast = useToast()
  const [run, { loading, error }] = useImportAppointmentsMutation()
  const [file, setFile] = useState('')
  const [result, setResult] = useState<Result | null>(null)
  const send = async (text: string, dryRun: boolean) => {
    const input = { locationId: location.id, file: text, dryRun }
    const { data } = await run({ variables: { input } }).catch(() => ({ data: null }))
    return data?.importAppointments ?? null
  }
  const look = async (text: string) => {
    setFile(text)
    setResult(null)
    setResult(await send(text, true))
  }
  const visits = result?.visits ?? []
  const errors = result?.errors ?? []
  const count = visits.filter(({ outcome }) => outcome === 'BOOK').length
  const book = async () => {
    const written = await send(file, false)
    if (!written?.applied) return void (written && setResult(written))
    setResult(null)
    toast({ message: `Visits booked: ${count}.` })
  }
  return (
    <Page title="Import calendar" subtitle={`The visits of another system, for ${location.name}`}>
      <Paper variant="outlined" sx={{ p: 2, display: 'grid', gap: 2, maxWidth: 760 }}>
        <Typography>
          Take a CSV file with the columns date, time, type, vet, and microchip (or client and pet), or an
          iCalendar file. First you see what would happen, line by line. Clients and vets are not told of each
          visit; reminders are sent as usual.
        </Typography>
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <FileButton
            label="Choose a file"
            accept=".csv,.ics,text/csv,text/calendar"
            onText={(text) => void look(text)}
          />
          {loading && <CircularProgress size={20} aria-label="Reading the file" />}
        </Box>
        {error && <ErrorView error={error} onRetry={() => void look(file)} form="line" />}
      </Paper>
      {errors.length > 0 && (
        <>
          <Alert severity="error">Nothing is booked until every line is right.</Alert>
          <MistakesTable mistakes={errors} />
        </>
      )}
      {result && errors.length === 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
          {count > 0 ? (
            <Button variant="contained" loading={loading} onClick={() => void book()}>
              Book {count}
            </Button>
          ) : (
            <Alert severity="info">There is nothing to book in this file.</Alert>
          )}
        </Box>
      )}
      {visits.length > 0 && <PlannedVisits visits={visits} />}
    </Page>
  )
}
