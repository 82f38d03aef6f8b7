import type { EstimateFilter } from '../../../gql/types'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { formatDay } from '../../../ui/format'
import { Unavailable } from '../../../ui/Unavailable'
import {
  type EstimateRow_estimateFragment,
  useEstimatesChangedSubscription,
  useEstimatesPageQuery,
} from './estimates.gen'
import { EstimateStatusTag, rangeOf } from './EstimateStatusTag'

type Row = EstimateRow_estimateFragment

const title: Column<Row> = { key: 'title', label: 'Estimate', width: '30%', render: (row) => row.title }

const owner: Column<Row> = {
  key: 'owner',
  label: 'Client',
  render: (row) => (row.owner ? row.owner.name : <Unavailable what="Client" />),
}

const columns: readonly Column<Row>[] = [
  {
    key: 'validUntil',
    label: 'Valid until',
    width: 150,
    render: ({ validUntil }) => formatDay(validUntil, 'dated'),
  },
  {
    key: 'status',
    label: 'Status',
    width: 120,
    render: ({ status }) => <EstimateStatusTag status={status} />,
  },
  {
    key: 'total',
    label: 'Total',
    phone: 'end',
    align: 'right',
    width: 200,
    render: ({ low, high }) => <span className="tabular">{rangeOf(low, high)}</span>,
  },
]

interface Props {
  filter: EstimateFilter
  /** Where a row leads, before its id. */
  path: string
  /** Behind the id. */
  search?: string
  withOwner?: boolean
  emptyTitle: string
  emptyText: string
}

/** A list of estimates that follows what other desks and the portal do. */
export function EstimatesTable({
  filter,
  path,
  search = '',
  withOwner = false,
  emptyTitle,
  emptyText,
}: Props) {
  const { data, previousData, loading, error, refetch, fetchMore } = useEstimatesPageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  const { ownerId, locationId } = filter
  useEstimatesChangedSubscription({
    variables: { filter: { ownerId, locationId } },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const list = (data ?? previousData)?.estimates
  const after = list?.pageInfo.endCursor
  return (
    <>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(!error || list) && (
        <DataTable
          label="Estimates"
          columns={withOwner ? [title, owner, ...columns] : [title, ...columns]}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${path}/${id}${search}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={<EmptyState title={emptyTitle}>{emptyText}</EmptyState>}
        />
      )}
    </>
  )
}
