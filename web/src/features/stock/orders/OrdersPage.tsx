import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useSearchParams } from 'react-router'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { FilterChips } from '../../../ui/FilterChips'
import { useCurrentLocation } from '../../../ui/location'
import { Money } from '../../../ui/Money'
import { Page } from '../../../ui/Page'
import { Tag } from '../../../ui/Tag'
import { Can } from '../../../ui/viewer'
import { When } from '../../../ui/When'
import { StockLinks } from '../StockLinks'
import { among } from '../words'
import { NewOrderDialog } from './NewOrderDialog'
import { type OrderRow_orderFragment, useOrdersChangedSubscription, useOrdersPageQuery } from './orders.gen'
import { statuses } from './orderWords'

type Row = OrderRow_orderFragment

const columns: Column<Row>[] = [
  { key: 'number', label: 'Order', width: 170, render: ({ number }) => number ?? 'Draft' },
  { key: 'supplier', label: 'Supplier', render: ({ supplier }) => supplier.name },
  { key: 'at', label: 'Sent', width: 220, render: ({ sentAt }) => (sentAt ? <When at={sentAt} /> : '–') },
  {
    key: 'status',
    label: 'Status',
    width: 150,
    render: ({ status }) => <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>,
  },
  {
    key: 'total',
    label: 'Total before tax',
    align: 'right',
    phone: 'end',
    width: 150,
    render: ({ total }) => <Money value={total} />,
  },
]

const shown = Object.entries(statuses).map(([value, { label }]) => [value, label] as const)

/** The orders of the current location, the latest first. */
export function OrdersPage() {
  const location = useCurrentLocation()
  const [params, setParams] = useSearchParams()
  const status = among(statuses, params.get('status'))
  const { data, previousData, loading, error, refetch, fetchMore } = useOrdersPageQuery({
    variables: { filter: { locationId: location.id, ...(status && { status }) } },
    fetchPolicy: 'cache-and-network',
  })
  useOrdersChangedSubscription({
    variables: { filter: { locationId: location.id } },
    onData: () => void refetch(),
  })
  const list = (data ?? previousData)?.purchaseOrders
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  return (
    <Page
      title="Purchase orders"
      subtitle={list ? `${list.totalCount} at ${location.name}` : ' '}
      actions={
        <Can do="purchase-order:write">
          <Button
            variant="contained"
            startIcon={<Add />}
            onClick={() => setParams({ new: '1' }, { replace: true })}
          >
            New order
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
          label="Purchase orders"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/stock/orders/${id}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title={status ? 'No order is in this state' : 'Nothing has been ordered yet'}>
              {status ? 'Choose another.' : 'Write the first order.'}
            </EmptyState>
          }
        />
      )}
      {params.get('new') && (
        <Can do="purchase-order:write">
          <NewOrderDialog onClose={() => setParams({}, { replace: true })} />
        </Can>
      )}
    </Page>
  )
}
