import Add from '@mui/icons-material/Add'
import ArrowBack from '@mui/icons-material/ArrowBack'
import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { Link as RouterLink, useParams } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { addDays, dateIn, formatDay, isDate } from '../../ui/format'
import { useChooseLocation, useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { patientText } from '../../ui/patient'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { useNow } from '../../ui/useNow'
import { useParameters } from '../../ui/useParameters'
import { Can, useCan } from '../../ui/viewer'
import { When } from '../../ui/When'
import { EntryDetails } from './EntryDetails'
import { EntryDialog } from './EntryDialog'
import {
  type InPatient_entryFragment,
  type InPatient_treatmentFragment,
  type SheetPageQuery,
  useSheetPageQuery,
  useSheetsChangedSubscription,
  useStopTreatmentMutation,
} from './in-patients.gen'
import { OrderDialog } from './OrderDialog'
import { SheetLine } from './SheetLine'
import { DischargeDialog, HandOverDialog, MoveDialog } from './StayDialogs'
import { cageText } from './words'

type Sheet = SheetPageQuery['treatmentSheet']

type Open =
  | { what: 'order' | 'move' | 'hand-over' | 'discharge' }
  | { what: 'enter'; treatment: InPatient_treatmentFragment; dueAt: string | null }
  | { what: 'entry'; treatment: InPatient_treatmentFragment; entry: InPatient_entryFragment }
  | { what: 'stop'; treatment: InPatient_treatmentFragment }

function Head({ sheet, onOpen }: { sheet: Sheet; onOpen: (open: Open) => void }) {
  const { inPatient } = sheet
  const { pet, handOver } = inPatient
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Typography>
        <Link component={RouterLink} to={`/patients/${pet.id}`} underline="always">
          Chart
        </Link>
        {pet.weight && ` · ${pet.weight.value} ${pet.weight.unit}`}
        {inPatient.vet && ` · ${inPatient.vet.name}`} · since <When at={inPatient.admittedAt} />
      </Typography>
      {pet.alerts.length > 0 && <Alert severity="warning">{pet.alerts.join(' · ')}</Alert>}
      {inPatient.dischargedAt ? (
        <Alert severity="info">
          Went home on <When at={inPatient.dischargedAt} />. {inPatient.instructions}
        </Alert>
      ) : (
        <Alert
          severity="info"
          action={
            <Can do="treatment:record">
              <Button color="inherit" onClick={() => onOpen({ what: 'hand-over' })}>
                Hand over
              </Button>
            </Can>
          }
        >
          {handOver ? (
            <>
              {handOver.note} <When at={handOver.at} show="both" />
              {handOver.by && `, ${handOver.by.name}`}
            </>
          ) : (
            'Nothing was handed over yet.'
          )}
        </Alert>
      )}
    </Box>
  )
}

/** The treatment sheet of one in-patient and day, live: what is due, what was done, and what is overdue in red. */
export function SheetPage() {
  const { id = '' } = useParams()
  const { params, change } = useParameters()
  const here = useCurrentLocation()
  const chooseLocation = useChooseLocation()
  const asked = params.get('day')
  const date = isDate(asked) ? asked : null
  const { data, previousData, error, refetch } = useSheetPageQuery({
    variables: { inPatientId: id, date },
    fetchPolicy: 'cache-and-network',
  })
  useSheetsChangedSubscription({
    variables: { filter: { inPatientId: id } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const now = useNow(15_000)
  const mayRecord = useCan('treatment:record')
  const [stop] = useStopTreatmentMutation()
  const [open, setOpen] = useState<Open | null>(null)
  const sheet = (data ?? previousData)?.treatmentSheet
  // A sheet is read by the clock of the location at which the patient stays.
  const locationId = sheet?.inPatient.location?.id
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => {
    if (!locationId || locationId === chosen) return
    setChosen(locationId)
    chooseLocation(locationId)
  }, [locationId, chosen, chooseLocation])
  const close = () => {
    setOpen(null)
    void refetch()
  }
  if (!sheet)
    return (
      <Page title="Treatment sheet">
        {error ? (
          <ErrorView error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton variant="rounded" height={320} />
        )}
      </Page>
    )
  const stay = sheet.inPatient
  const isOpen = !stay.dischargedAt
  const isBefore = sheet.date <= dateIn(stay.admittedAt, here.timeZone)
  const dayButton = (label: string, days: number, disabled = false) => (
    <IconButton
      aria-label={label}
      disabled={disabled}
      onClick={() => change({ day: addDays(sheet.date, days) })}
      sx={{ width: 44, height: 44 }}
    >
      {days < 0 ? <ChevronLeft /> : <ChevronRight />}
    </IconButton>
  )
  return (
    <Page
      title={`${stay.pet.name}, ${cageText(stay.cage)}`}
      subtitle={[patientText(stay.pet), stay.reason].filter(Boolean).join(' · ')}
      actions={
        isOpen && (
          <>
            <Can do="in-patient:write">
              <Button onClick={() => setOpen({ what: 'move' })}>Move</Button>
              <Button onClick={() => setOpen({ what: 'discharge' })}>Discharge</Button>
            </Can>
            <Can do="treatment:order">
              <Button variant="contained" startIcon={<Add />} onClick={() => setOpen({ what: 'order' })}>
                Order
              </Button>
            </Can>
          </>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      <Link
        component={RouterLink}
        to="/ward"
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, justifySelf: 'start', minHeight: 24 }}
      >
        <ArrowBack sx={{ fontSize: 16 }} /> Ward
      </Link>
      <Head sheet={sheet} onOpen={setOpen} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        {dayButton('Day before', -1, isBefore)}
        <Typography variant="h2" aria-live="polite">
          {formatDay(sheet.date, 'short')}
        </Typography>
        {dayButton('Day after', 1)}
      </Box>
      {sheet.lines.length === 0 ? (
        <EmptyState title="Nothing is ordered for this day">
          Orders give tasks here, each at its times; whoever does one enters it.
        </EmptyState>
      ) : (
        <Box component="ul" sx={{ display: 'grid', gap: 1, m: 0, p: 0, listStyle: 'none' }}>
          {sheet.lines.map((line) => (
            <SheetLine
              key={line.treatment.id}
              line={line}
              now={now}
              open={isOpen}
              onTask={({ dueAt, entry }) => {
                const { treatment } = line
                if (entry) setOpen({ what: 'entry', treatment, entry })
                else if (isOpen && mayRecord) setOpen({ what: 'enter', treatment, dueAt })
              }}
              onEntry={(entry) => setOpen({ what: 'entry', treatment: line.treatment, entry })}
              onAsNeeded={() => setOpen({ what: 'enter', treatment: line.treatment, dueAt: null })}
              onStop={(treatment) => setOpen({ what: 'stop', treatment })}
            />
          ))}
        </Box>
      )}
      {open?.what === 'order' && <OrderDialog stay={stay} onClose={close} />}
      {open?.what === 'move' && <MoveDialog stay={stay} onClose={close} />}
      {open?.what === 'hand-over' && (
        <HandOverDialog stay={stay} note={stay.handOver?.note ?? ''} onClose={close} />
      )}
      {open?.what === 'discharge' && <DischargeDialog stay={stay} onClose={close} />}
      {open?.what === 'enter' && (
        <EntryDialog treatment={open.treatment} dueAt={open.dueAt} date={sheet.date} onClose={close} />
      )}
      {open?.what === 'entry' && (
        <EntryDetails title={open.treatment.name} entry={open.entry} open={isOpen} onClose={close} />
      )}
      {open?.what === 'stop' && (
        <ReasonDialog
          title={`Stop ${open.treatment.name}?`}
          submitLabel="Stop"
          danger
          lead="What was due before stays on the sheet."
          onSave={async (reason) => {
            await stop({ variables: { input: { id: open.treatment.id, reason } } })
            close()
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
