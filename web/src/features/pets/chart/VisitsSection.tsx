import Box from '@mui/material/Box'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { useCurrentLocation } from '../../../ui/location'
import { Section } from '../../../ui/Section'
import { StatusChip } from '../../../ui/StatusChip'
import { Unavailable } from '../../../ui/Unavailable'
import { When } from '../../../ui/When'
import {
  useOverviewSectionQuery,
  useVisitsChangedSubscription,
  useVisitsSectionQuery,
  type Visit_appointmentFragment,
} from './chart.gen'
import { visitHref } from './visit'

const columns: Column<Visit_appointmentFragment>[] = [
  {
    key: 'at',
    label: 'When',
    width: 210,
    render: ({ startsAt, location }) => <When at={startsAt} zone={location?.timeZone} />,
  },
  {
    key: 'what',
    label: 'Visit',
    render: ({ type, reason }) => (
      <>
        {type.name}
        {reason && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            : {reason}
          </Box>
        )}
      </>
    ),
  },
  { key: 'vet', label: 'Vet', render: ({ vet }) => (vet ? vet.name : <Unavailable what="Vet" />) },
  {
    key: 'where',
    label: 'Where',
    phone: 'hidden',
    render: ({ location, room }) => [location?.name, room?.name].filter(Boolean).join(', '),
  },
  { key: 'status', label: 'Status', width: 140, render: ({ status }) => <StatusChip status={status} /> },
]

/** Every visit, the latest first; what another desk books or moves appears by itself. */
export function VisitsSection({ petId }: { petId: string }) {
  const { data, loading, error, refetch, fetchMore } = useVisitsSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const overview = useOverviewSectionQuery({ variables: { petId }, fetchPolicy: 'cache-only' })
  useVisitsChangedSubscription({
    variables: { petId },
    onData: () => {
      void refetch()
      void overview.refetch()
    },
  })
  const { timeZone } = useCurrentLocation()
  const list = data?.pet?.appointments
  const after = list?.pageInfo.endCursor
  return (
    <Section title="Visits" id="visits" flush>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(!error || list) && (
        <DataTable
          label="Visits"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          rowHref={(visit) => visitHref(visit, timeZone)}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={<EmptyState title="No visits yet">The first booking appears here.</EmptyState>}
        />
      )}
    </Section>
  )
}
