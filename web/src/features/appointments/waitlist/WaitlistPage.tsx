import Add from '@mui/icons-material/Add'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { problemOf } from '../../../ui/errors'
import { ErrorView } from '../../../ui/ErrorView'
import { dateIn, formatDateTime } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { Page } from '../../../ui/Page'
import { patientText } from '../../../ui/patient'
import { useToast } from '../../../ui/toasts'
import { Unavailable } from '../../../ui/Unavailable'
import { useAppointmentChangedSubscription } from '../appointments.gen'
import { AddToWaitlistDialog } from './AddToWaitlistDialog'
import { OfferDialog } from './OfferDialog'
import { useRemoveFromWaitlistMutation, useWaitlistPageQuery, type WaitlistPageQuery } from './waitlist.gen'
import { wishesText } from './wishes'

type Entry = WaitlistPageQuery['waitlist'][number]

/** Who waits for a time here; after a cancellation only those whom the freed time suits. */
export function WaitlistPage() {
  const location = useCurrentLocation()
  const toast = useToast()
  const [params, setParams] = useSearchParams()
  const [vetId, startsAt, endsAt] = ['vet', 'from', 'to'].map((name) => params.get(name))
  const freed = vetId && startsAt && endsAt ? { vetId, startsAt, endsAt } : null
  const { data, error, loading, refetch } = useWaitlistPageQuery({
    variables: { locationId: location.id, freed },
    fetchPolicy: 'cache-and-network',
  })
  // Whoever accepts an offer is booked, and leaves the list.
  useAppointmentChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const [remove] = useRemoveFromWaitlistMutation()
  const [isNew, setIsNew] = useState(false)
  const [offered, setOffered] = useState<Entry | null>(null)
  const nameOf = ({ pet }: Entry) => (pet ? patientText(pet) : 'The patient')
  const takeOff = async (entry: Entry) => {
    try {
      await remove({ variables: { input: { id: entry.id, version: entry.version } } })
      toast({ message: `${nameOf(entry)} is off the waitlist.` })
    } catch (failure) {
      toast({ severity: 'error', message: problemOf(failure).message })
    }
    void refetch()
  }
  const after = () => {
    setIsNew(false)
    setOffered(null)
    void refetch()
  }
  const columns: Column<Entry>[] = [
    {
      key: 'patient',
      label: 'Patient',
      render: (entry) => (entry.pet ? nameOf(entry) : <Unavailable what="Patient" />),
    },
    { key: 'what', label: 'Kind of visit', render: ({ type }) => type.name },
    { key: 'vet', label: 'Vet', render: ({ vet }) => vet?.name ?? 'Any' },
    { key: 'wishes', label: 'Suits', render: wishesText },
    {
      key: 'offers',
      label: 'Offered',
      render: ({ offers }) =>
        offers.map(({ startsAt }) => formatDateTime(startsAt, location.timeZone)).join('; ') || 'Nothing yet',
    },
    {
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (entry) => (
        <>
          <Button
            size="small"
            onClick={() => setOffered(entry)}
            aria-label={`Offer a time to ${nameOf(entry)}`}
          >
            Offer…
          </Button>
          <Button
            size="small"
            color="error"
            onClick={() => void takeOff(entry)}
            aria-label={`Remove ${nameOf(entry)} from the list`}
          >
            Remove
          </Button>
        </>
      ),
    },
  ]
  return (
    <Page
      title="Waitlist"
      subtitle={`Who waits for a time at ${location.name}, the longest first.`}
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setIsNew(true)}>
          Add a patient
        </Button>
      }
    >
      {freed && (
        <Alert severity="info" action={<Button onClick={() => setParams({})}>Show all</Button>}>
          Whom {formatDateTime(freed.startsAt, location.timeZone)} suits, which became free.
        </Alert>
      )}
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Waitlist"
          columns={columns}
          rows={data?.waitlist ?? []}
          rowKey={({ id }) => id}
          loading={loading && !data}
          empty={
            <EmptyState title={freed ? 'This time suits nobody who waits' : 'Nobody waits'}>
              Add patients who would take an earlier time.
            </EmptyState>
          }
        />
      )}
      {isNew && <AddToWaitlistDialog onDone={after} onClose={() => setIsNew(false)} />}
      {offered && (
        <OfferDialog
          entry={offered}
          day={freed && dateIn(freed.startsAt, location.timeZone)}
          near={freed?.startsAt ?? null}
          onDone={after}
          onClose={() => setOffered(null)}
        />
      )}
    </Page>
  )
}
