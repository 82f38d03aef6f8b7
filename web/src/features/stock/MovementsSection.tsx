import { DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { Unavailable } from '../../ui/Unavailable'
import { When } from '../../ui/When'
import { quantityText } from './quantity'
import { useStockItemChangedSubscription, useStockMovementsQuery } from './stock.gen'
import { movements as words } from './words'

/** Everything that came in and went out of an item, the latest first. */
export function MovementsSection({ itemId }: { itemId: string }) {
  const { data, error, loading, refetch, fetchMore } = useStockMovementsQuery({
    variables: { id: itemId },
    fetchPolicy: 'cache-and-network',
  })
  useStockItemChangedSubscription({ variables: { id: itemId }, onData: () => void refetch() })
  const list = data?.inventoryItem?.movements
  const after = list?.pageInfo.endCursor
  return (
    <Section title="Movements" flush>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      <DataTable
        label="Movements"
        rows={list?.nodes ?? []}
        rowKey={({ id }) => id}
        loading={loading}
        hasMore={list?.pageInfo.hasNextPage}
        onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
        columns={[
          { key: 'kind', label: 'What', render: ({ kind }) => words[kind] },
          { key: 'at', label: 'When', render: ({ at }) => <When at={at} /> },
          { key: 'lot', label: 'Lot', render: ({ lot }) => lot?.number ?? 'Unknown lot' },
          {
            key: 'location',
            label: 'Location',
            phone: 'hidden',
            render: ({ location }) => location?.name ?? <Unavailable what="Location" />,
          },
          {
            key: 'actor',
            label: 'By',
            render: ({ actor }) => actor?.name ?? <Unavailable what="Name" />,
          },
          { key: 'reason', label: 'Reason', render: ({ reason }) => reason },
          {
            key: 'quantity',
            label: 'Quantity',
            align: 'right',
            phone: 'end',
            render: ({ quantity }) => (
              <span className="tabular">
                {quantity > 0 ? '+' : ''}
                {quantityText(quantity)}
              </span>
            ),
          },
        ]}
        empty={<EmptyState title="Nothing has moved yet">A delivery or a count is the first.</EmptyState>}
      />
    </Section>
  )
}
