import Add from '@mui/icons-material/Add'
import { addDays, todayIn } from '../../ui/format'
import type { Column } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ListPage } from '../../ui/ListPage'
import { useCurrentLocation } from '../../ui/location'
import { Tag } from '../../ui/Tag'
import { useListParams } from '../../ui/useListParams'
import { useParameters } from '../../ui/useParameters'
import { When } from '../../ui/When'
import {
  type BulkMessage_messageFragment,
  useBulkMessageChangedSubscription,
  useBulkMessagesPageQuery,
} from './bulk-messages.gen'
import { BulkMessageDialog } from './BulkMessageDialog'
import { BulkMessagePanel } from './BulkMessagePanel'
import { progressOf, purposes, statuses } from './bulkWords'

type Row = BulkMessage_messageFragment

const columns: Column<Row>[] = [
  { key: 'subject', label: 'Message', width: '32%', render: ({ subject }) => subject },
  {
    key: 'status',
    label: 'Status',
    phone: 'end',
    render: ({ status }) => <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>,
  },
  { key: 'progress', label: 'Clients', render: (row) => <span className="tabular">{progressOf(row)}</span> },
  { key: 'purpose', label: 'Purpose', phone: 'hidden', render: ({ purpose }) => purposes[purpose] },
  { key: 'at', label: 'Written', render: ({ createdAt }) => <When at={createdAt} /> },
]

/** The messages to many clients, how far each is, and the dialog for a new one. */
export function BulkMessagesPage() {
  const list = useListParams()
  const { params, change } = useParameters()
  const { timeZone } = useCurrentLocation()
  const query = useBulkMessagesPageQuery({ fetchPolicy: 'cache-and-network' })
  useBulkMessageChangedSubscription({ ignoreResults: true, onData: () => void query.refetch() })
  const opened = params.get('message')
  const close = { new: null, lot: null, from: null, to: null, vet: null }
  const audience = {
    lotId: params.get('lot'),
    from: params.get('from') ?? addDays(todayIn(timeZone), 1),
    to: params.get('to') ?? '',
    vetId: params.get('vet') ?? '',
  }
  return (
    <>
      <ListPage
        title="Bulk messages"
        counted={['message', 'messages']}
        params={list}
        query={query}
        list={query.data?.bulkMessages}
        columns={columns}
        rowHref={({ id }) => list.hrefWith('message', id)}
        empty={
          <EmptyState title="Nothing was sent yet">
            Write to the clients with visits on some days, or from the recall of a lot.
          </EmptyState>
        }
        create={{
          permission: 'bulk-message:send',
          label: 'New message',
          icon: <Add />,
          dialog: () => (
            <BulkMessageDialog
              audience={audience}
              onSent={(id) => change({ ...close, message: id })}
              onClose={() => change(close)}
            />
          ),
        }}
      />
      {opened && <BulkMessagePanel key={opened} id={opened} onClose={() => change({ message: null })} />}
    </>
  )
}
