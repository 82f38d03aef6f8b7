import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useSearchParams } from 'react-router'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { FilterChips } from '../../../ui/FilterChips'
import { useCurrentLocation } from '../../../ui/location'
import { Page } from '../../../ui/Page'
import { Tag } from '../../../ui/Tag'
import { Can } from '../../../ui/viewer'
import { When } from '../../../ui/When'
import { StockLinks } from '../StockLinks'
import { among } from '../words'
import {
  type StocktakeRow_stocktakeFragment,
  useStocktakesChangedSubscription,
  useStocktakesPageQuery,
} from './counts.gen'
import { sheetName, statuses } from './countWords'
import { StartDialog } from './StartDialog'

type Row = StocktakeRow_stocktakeFragment

const columns: Column<Row>[] = [
  { key: 'what', label: 'What is counted', render: ({ category }) => sheetName(category) },
  {
    key: 'status',
    label: 'Status',
    width: 140,
    phone: 'end',
    render: ({ status }) => <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>,
  },
  { key: 'at', label: 'Started', width: 220, render: ({ createdAt }) => <When at={createdAt} /> },
  { key: 'by', label: 'By', width: 180, phone: 'hidden', render: ({ startedBy }) => startedBy?.name ?? '–' },
  {
    key: 'counted',
    label: 'Counted',
    align: 'right',
    width: 140,
    render: ({ countedCount, lineCount }) => (
      <span className="tabular">
        {countedCount} of {lineCount}
      </span>
    ),
  },
  {
    key: 'differing',
    label: 'Differ',
    align: 'right',
    width: 100,
    phone: 'hidden',
    render: ({ differingCount }) => <span className="tabular">{differingCount ?? '–'}</span>,
  },
]

const shown = Object.entries(statuses).map(([value, { label }]) => [value, label] as const)

/** The stocktakes of the current location, the latest first. */
export function StocktakesPage() {
  const location = useCurrentLocation()
  const [params, setParams] = useSearchParams()
  const status = among(statuses, params.get('status'))
  const { data, previousData, loading, error, refetch, fetchMore } = useStocktakesPageQuery({
    variables: { filter: { locationId: location.id, ...(status && { status }) } },
    fetchPolicy: 'cache-and-network',
  })
  useStocktakesChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: ({ data: { data: told } }) => {
      if (!told?.stocktakeChanged.line) void refetch()
    },
  })
  const list = (data ?? previousData)?.stocktakes
  const after = list?.pageInfo.endCursor
  return (
    <Page
      title="Stocktakes"
      subtitle={list ? `${list.totalCount} at ${location.name}` : ' '}
      actions={
        <Can do="stocktake:write">
          <Button
            variant="contained"
            startIcon={<Add />}
            onClick={() => setParams({ new: '1' }, { replace: true })}
          >
            Start stocktake
          </Button>
        </Can>
      }
    >
      <StockLinks />
      <Box sx={{ display: 'flex' }}>
        <FilterChips
          label="Status"
          options={[['all', 'All'], ...shown]}
          value={status ?? 'all'}
          onChange={(value) => setParams(value === 'all' ? {} : { status: value }, { replace: true })}
        />
      </Box>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(list || !error) && (
        <DataTable
          label="Stocktakes"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/stock/counts/${id}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title={status ? 'No stocktake is in this state' : 'Nothing has been counted yet'}>
              {status ? 'Choose another.' : 'Start the first stocktake.'}
            </EmptyState>
          }
        />
      )}
      {params.get('new') && (
        <Can do="stocktake:write">
          <StartDialog onClose={() => setParams({}, { replace: true })} />
        </Can>
      )}
    </Page>
  )
}
