import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { type TillSessionsQuery, useTillSessionsQuery } from './tills.gen'
import { statuses } from './tillWords'

type Row = TillSessionsQuery['tillSessions']['nodes'][number]

const columns: Column<Row>[] = [
  {
    key: 'day',
    label: 'Day',
    width: '18%',
    render: ({ day, till }) => `${formatDay(day, 'dated')}, ${till.name}`,
  },
  {
    key: 'status',
    label: 'Status',
    render: ({ status }) => <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>,
  },
  { key: 'by', label: 'Counted by', render: ({ closedBy }) => closedBy?.name },
  {
    key: 'expected',
    label: 'Expected',
    align: 'right',
    phone: 'hidden',
    render: ({ expected }) => <Money value={expected} />,
  },
  {
    key: 'difference',
    label: 'Difference',
    align: 'right',
    render: ({ difference, differenceReason }) =>
      difference && difference.amount !== 0 ? (
        <span title={differenceReason ?? undefined}>
          <Money value={difference} />
        </span>
      ) : null,
  },
  { key: 'reason', label: 'Reason', render: ({ differenceReason }) => differenceReason },
  {
    key: 'banked',
    label: 'To the bank',
    align: 'right',
    phone: 'hidden',
    render: ({ banked }) => banked && <Money value={banked} />,
  },
  {
    key: 'counted',
    label: 'Counted',
    align: 'right',
    phone: 'end',
    render: ({ counted }) => counted && <Money value={counted} />,
  },
]

/** How the tills of a location were counted before, the latest first. */
export function TillSessionsSection({ locationId }: { locationId: string }) {
  const { data, loading, error, refetch, fetchMore } = useTillSessionsQuery({
    variables: { locationId },
    fetchPolicy: 'cache-and-network',
  })
  const list = data?.tillSessions
  const after = list?.pageInfo.endCursor
  return (
    <Section title="Counts" flush>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {(!error || list) && (
        <DataTable
          label="Counts"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title="No counts yet">Tills that were opened and counted stand here.</EmptyState>
          }
        />
      )}
    </Section>
  )
}
