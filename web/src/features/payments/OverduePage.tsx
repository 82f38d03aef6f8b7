import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { Unavailable } from '../../ui/Unavailable'
import { When } from '../../ui/When'
import { AgeingSection } from './AgeingSection'
import { type OverduePageQuery, useOverduePageQuery, usePaymentsChangedSubscription } from './payments.gen'

type Row = OverduePageQuery['overdueInvoices']['nodes'][number]

const columns: Column<Row>[] = [
  {
    key: 'owner',
    label: 'Client',
    width: '28%',
    render: ({ owner }) => owner?.name ?? <Unavailable what="Client" />,
  },
  { key: 'phone', label: 'Telephone', render: ({ owner }) => owner?.phone },
  { key: 'number', label: 'Invoice', render: ({ number }) => number },
  { key: 'dueOn', label: 'Due on', render: ({ dueOn }) => dueOn && formatDay(dueOn, 'dated') },
  {
    key: 'reminded',
    label: 'Reminded',
    render: ({ letters }) => <LastReminder letters={letters} />,
  },
  {
    key: 'due',
    label: 'Due',
    phone: 'end',
    align: 'right',
    width: 130,
    render: ({ due }) => <Money value={due} />,
  },
]

function LastReminder({ letters }: Pick<Row, 'letters'>) {
  const reminders = letters.filter(({ kind }) => kind !== 'INVOICE')
  const last = reminders.at(-1)
  return (
    last && (
      <>
        {reminders.length} of 3, <When at={last.sentAt} show="day" />
      </>
    )
  )
}

/** Whom to ask for money: the invoices of a location that were not paid in time, the oldest first. */
export function OverduePage() {
  const location = useCurrentLocation()
  const { data, previousData, loading, error, refetch, fetchMore } = useOverduePageQuery({
    variables: { locationId: location.id },
    fetchPolicy: 'cache-and-network',
  })
  usePaymentsChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const list = (data ?? previousData)?.overdueInvoices
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  return (
    <Page title="Overdue" subtitle={list ? `${list.totalCount} invoices at ${location.name}` : ' '}>
      <AgeingSection key={location.id} />
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="Overdue invoices"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/invoices/${id}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={<EmptyState title="Nothing is overdue">Everybody has paid in time.</EmptyState>}
        />
      )}
    </Page>
  )
}
