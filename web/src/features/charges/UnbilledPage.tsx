import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { FilterSelect } from '../../ui/ListPage'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { Unavailable } from '../../ui/Unavailable'
import { useListParams } from '../../ui/useListParams'
import type { ActKind } from '../../gql/types'
import { ActButtons } from './ActButtons'
import { actKinds, actText } from './actWords'
import {
  type UnbilledAct_actFragment,
  useDraftsChangedSubscription,
  useUnbilledPageQuery,
} from './charges.gen'

const kinds = Object.entries(actKinds) as ReadonlyArray<[ActKind, string]>

const columnsFor = (onDone: () => void): Column<UnbilledAct_actFragment>[] => [
  {
    key: 'petName',
    label: 'Patient',
    width: '18%',
    render: ({ pet, petName }) =>
      pet ? (
        <Link component={RouterLink} underline="always" to={`/patients/${pet.id}`}>
          {petName}
        </Link>
      ) : (
        petName
      ),
  },
  { key: 'what', label: 'What was done', render: actText },
  { key: 'kind', label: 'Kind', width: 110, render: ({ kind }) => actKinds[kind] },
  {
    key: 'owner',
    label: 'Client',
    width: '18%',
    render: ({ owner }) =>
      owner ? (
        <Link component={RouterLink} underline="always" to={`/clients/${owner.id}`}>
          {owner.name}
        </Link>
      ) : (
        <Unavailable what="Client" />
      ),
  },
  { key: 'day', label: 'Day', width: 120, phone: 'end', render: ({ day }) => formatDay(day, 'dated') },
  {
    key: 'actions',
    label: 'Charge',
    width: 210,
    align: 'right',
    render: (act) => <ActButtons act={act} draft={null} onDone={onDone} />,
  },
]

/** What was done at a location and is neither charged nor waived, the oldest first: the desk’s list to clear (B13). */
export function UnbilledPage() {
  const location = useCurrentLocation()
  const { params, set } = useListParams()
  const kind = kinds.find(([value]) => value === params.get('kind'))?.[0] ?? null
  const { data, previousData, loading, error, refetch, fetchMore } = useUnbilledPageQuery({
    variables: { filter: { locationId: location.id, kind } },
    fetchPolicy: 'cache-and-network',
  })
  useDraftsChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const list = (data ?? previousData)?.unbilledActs
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  return (
    <Page title="Not charged" subtitle={list ? `${list.totalCount} at ${location.name}` : ' '}>
      <Box sx={{ display: 'flex' }}>
        <FilterSelect
          label="Kind"
          all="Everything"
          options={kinds}
          value={kind}
          onChange={(value) => set('kind', value)}
        />
      </Box>
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="Not charged"
          columns={columnsFor(() => void refetch())}
          rows={rows}
          rowKey={({ id }) => id}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title="Everything is charged">
              What was done here is on an invoice, or somebody has said why not.
            </EmptyState>
          }
        />
      )}
    </Page>
  )
}
