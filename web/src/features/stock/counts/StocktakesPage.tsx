import Add from '@mui/icons-material/Add'
import type { Column } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ListPage, StatusFilter } from '../../../ui/ListPage'
import { useCurrentLocation } from '../../../ui/location'
import { Tag } from '../../../ui/Tag'
import { useListParams } from '../../../ui/useListParams'
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

/** The stocktakes of the current location, the latest first. */
export function StocktakesPage() {
  const location = useCurrentLocation()
  const params = useListParams()
  const status = among(statuses, params.params.get('status'))
  const query = useStocktakesPageQuery({
    variables: { filter: { locationId: location.id, ...(status && { status }) } },
    fetchPolicy: 'cache-and-network',
  })
  useStocktakesChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: ({ data: { data: told } }) => {
      if (!told?.stocktakeChanged.line) void query.refetch()
    },
  })
  return (
    <ListPage
      title="Stocktakes"
      counted={[`stocktake at ${location.name}`, `stocktakes at ${location.name}`]}
      params={params}
      filters={<StatusFilter statuses={statuses} value={status} params={params} />}
      query={query}
      list={(query.data ?? query.previousData)?.stocktakes}
      columns={columns}
      rowHref={({ id }) => `/stock/counts/${id}`}
      empty={
        <EmptyState title={status ? 'No stocktake is in this state' : 'Nothing has been counted yet'}>
          {status ? 'Choose another.' : 'Start the first stocktake.'}
        </EmptyState>
      }
      create={{
        permission: 'stocktake:write',
        label: 'Start stocktake',
        icon: <Add />,
        dialog: (onClose) => <StartDialog onClose={onClose} />,
      }}
    >
      <StockLinks />
    </ListPage>
  )
}
