import { useCallback } from 'react'
import type { PaymentMethod } from '../../gql/types'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { FilterChips } from '../../ui/FilterChips'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { When } from '../../ui/When'
import { useParameters } from '../../ui/useParameters'
import { PaymentPanel } from './PaymentPanel'
import { type PaymentsPageQuery, usePaymentsChangedSubscription, usePaymentsPageQuery } from './payments.gen'
import { methods, statuses } from './paymentWords'

type Row = PaymentsPageQuery['payments']['nodes'][number]

const columns: Column<Row>[] = [
  {
    key: 'owner',
    label: 'Client',
    width: '28%',
    render: ({ owner }) => owner?.name ?? <Unavailable what="Client" />,
  },
  { key: 'method', label: 'Method', render: ({ method }) => methods[method].label },
  { key: 'reference', label: 'Reference', phone: 'hidden', render: ({ reference }) => reference },
  { key: 'at', label: 'Taken', width: 210, render: ({ createdAt }) => <When at={createdAt} /> },
  {
    key: 'status',
    label: 'Status',
    width: 140,
    render: ({ status }) => <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>,
  },
  {
    key: 'amount',
    label: 'Amount',
    phone: 'end',
    align: 'right',
    width: 130,
    render: ({ amount }) => <Money value={amount} />,
  },
]

type Shown = PaymentMethod | 'all'

const options: readonly (readonly [Shown, string])[] = [
  ['all', 'All'],
  ...Object.entries(methods).map(([value, { label }]) => [value as PaymentMethod, label] as const),
]

/** The money that a location has taken, the latest first. */
export function PaymentsPage() {
  const location = useCurrentLocation()
  const { params, change } = useParameters()
  const shown = options.find(([value]) => value === params.get('method'))?.[0] ?? 'all'
  const opened = params.get('payment')
  const set = useCallback((name: string, value: string | null) => change({ [name]: value }), [change])
  const { data, previousData, loading, error, refetch, fetchMore } = usePaymentsPageQuery({
    variables: { filter: { locationId: location.id, ...(shown !== 'all' && { method: shown }) } },
    fetchPolicy: 'cache-and-network',
  })
  usePaymentsChangedSubscription({
    variables: { filter: { locationId: location.id } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const list = (data ?? previousData)?.payments
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  const hrefOf = ({ id }: Row) => {
    const next = new URLSearchParams(params)
    next.set('payment', id)
    return `?${next.toString()}`
  }
  return (
    <Page
      title="Payments"
      subtitle={list ? `${list.totalCount} at ${location.name}` : ' '}
      actions={
        <FilterChips
          label="Method"
          options={options}
          value={shown}
          onChange={(value) => set('method', value === 'all' ? null : value)}
        />
      }
    >
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="Payments"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={hrefOf}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title={shown === 'all' ? 'No payments yet' : 'Nothing was paid this way'}>
              Payments are taken on an invoice or on a client’s page.
            </EmptyState>
          }
        />
      )}
      {opened && <PaymentPanel key={opened} id={opened} onClose={() => set('payment', null)} />}
    </Page>
  )
}
