import Add from '@mui/icons-material/Add'
import type { Column } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ListPage, StatusFilter } from '../../../ui/ListPage'
import { useCurrentLocation } from '../../../ui/location'
import { Money } from '../../../ui/Money'
import { Tag } from '../../../ui/Tag'
import { useListParams } from '../../../ui/useListParams'
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

/** The orders of the current location, the latest first. */
export function OrdersPage() {
  const location = useCurrentLocation()
  const params = useListParams()
  const status = among(statuses, params.params.get('status'))
  const query = useOrdersPageQuery({
    variables: { filter: { locationId: location.id, ...(status && { status }) } },
    fetchPolicy: 'cache-and-network',
  })
  useOrdersChangedSubscription({
    variables: { filter: { locationId: location.id } },
    onData: () => void query.refetch(),
  })
  return (
    <ListPage
      title="Purchase orders"
      counted={[`order at ${location.name}`, `orders at ${location.name}`]}
      params={params}
      filters={<StatusFilter statuses={statuses} value={status} params={params} />}
      query={query}
      list={(query.data ?? query.previousData)?.purchaseOrders}
      columns={columns}
      rowHref={({ id }) => `/stock/orders/${id}`}
      empty={
        <EmptyState title={status ? 'No order is in this state' : 'Nothing has been ordered yet'}>
          {status ? 'Choose another.' : 'Write the first order.'}
        </EmptyState>
      }
      create={{
        permission: 'purchase-order:write',
        label: 'New order',
        icon: <Add />,
        dialog: (onClose) => <NewOrderDialog onClose={onClose} />,
      }}
    >
      <StockLinks />
    </ListPage>
  )
}
