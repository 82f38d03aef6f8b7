import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { formatDay } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { Page } from '../../../ui/Page'
import { patientText } from '../../../ui/patient'
import { ReasonDialog } from '../../../ui/ReasonDialog'
import { useToast } from '../../../ui/toasts'
import { Unavailable } from '../../../ui/Unavailable'
import { When } from '../../../ui/When'
import { partOfDayWords } from '../portal/requestWords'
import { AcceptDialog } from './AcceptDialog'
import {
  type Request_requestFragment,
  useDecideAppointmentRequestMutation,
  useRequestsChangedSubscription,
  useRequestsPageQuery,
} from './requests.gen'

const usual = ['We have no time on that day', 'Please call us first', 'This needs an examination first']

/** The visits that owners have asked for in the portal, which the desk books or refuses. */
export function RequestsPage() {
  const { id: locationId, name } = useCurrentLocation()
  const toast = useToast()
  const { data, error, loading, refetch } = useRequestsPageQuery({
    variables: { locationId },
    fetchPolicy: 'cache-and-network',
  })
  useRequestsChangedSubscription({
    variables: { locationId },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const [decide] = useDecideAppointmentRequestMutation()
  const [accepting, setAccepting] = useState<Request_requestFragment | null>(null)
  const [refusing, setRefusing] = useState<Request_requestFragment | null>(null)
  const page = data?.appointmentRequests
  const nameOf = ({ pet }: Request_requestFragment) => (pet ? patientText(pet) : 'the patient')
  const after = () => {
    setAccepting(null)
    setRefusing(null)
    void refetch()
  }
  const columns: Column<Request_requestFragment>[] = [
    {
      key: 'patient',
      label: 'Patient',
      render: (request) => (request.pet ? nameOf(request) : <Unavailable what="Patient" />),
    },
    { key: 'what', label: 'Kind of visit', render: ({ type }) => type.name },
    {
      key: 'when',
      label: 'Suits',
      render: ({ day, partOfDay }) =>
        `${formatDay(day, 'short')}, ${partOfDayWords[partOfDay].toLowerCase()}`,
    },
    { key: 'vet', label: 'Vet', render: ({ vet }) => vet?.name ?? 'Any' },
    { key: 'reason', label: 'Reason', render: ({ reason }) => reason },
    { key: 'since', label: 'Asked', render: ({ createdAt }) => <When at={createdAt} /> },
    {
      key: 'change',
      label: 'Decide',
      align: 'right',
      phone: 'end',
      render: (request) => (
        <>
          <Button
            size="small"
            onClick={() => setAccepting(request)}
            aria-label={`Book what ${nameOf(request)} needs`}
          >
            Book…
          </Button>
          <Button
            size="small"
            color="error"
            onClick={() => setRefusing(request)}
            aria-label={`Refuse the request for ${nameOf(request)}`}
          >
            Refuse…
          </Button>
        </>
      ),
    },
  ]
  return (
    <Page title="Requests" subtitle={`Visits that owners have asked for at ${name}, the oldest first.`}>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <DataTable
          label="Requests"
          columns={columns}
          rows={page?.nodes ?? []}
          rowKey={({ id }) => id}
          loading={loading && !data}
          empty={
            <EmptyState title="Nothing waits for an answer">
              What owners ask for in the portal appears here by itself.
            </EmptyState>
          }
        />
      )}
      {page && page.totalCount > page.nodes.length && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          The oldest {page.nodes.length} of {page.totalCount}
        </Typography>
      )}
      {accepting && <AcceptDialog request={accepting} onDone={after} onClose={() => setAccepting(null)} />}
      {refusing && (
        <ReasonDialog
          title={`Refuse the request for ${nameOf(refusing)}?`}
          submitLabel="Refuse"
          lead="Nothing is booked. The owner reads the reason by e-mail and in the portal."
          usual={usual}
          onSave={async (refusal, { headersFor }) => {
            const { id, version } = refusing
            const input = { id, version, refusal }
            await decide({ variables: { input }, context: headersFor(input) })
            toast({ message: 'The owner is told.' })
            after()
          }}
          onClose={() => setRefusing(null)}
        />
      )}
    </Page>
  )
}
