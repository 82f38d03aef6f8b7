import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { Unavailable } from '../../ui/Unavailable'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { LotLink } from './LotsTable'
import { plusQuantity, quantityText } from './quantity'
import { ReturnDialog } from './ReturnDialog'
import {
  type StockMovementsQuery,
  useStockItemChangedSubscription,
  useStockMovementsQuery,
} from './stock.gen'
import { movements as words } from './words'

type Movement = NonNullable<StockMovementsQuery['inventoryItem']>['movements']['nodes'][number]

/** How much of what was dispensed by a movement is still with the owner. */
function outOf({ kind, lot, dispensing }: Movement): number {
  const part = dispensing?.lots.find((each) => each.lot?.id === lot?.id)
  return kind === 'DISPENSE' && part ? plusQuantity(part.quantity, -part.broughtBack) : 0
}

/** Everything that came in and went out of an item, the latest first. */
export function MovementsSection({ itemId, unit }: { itemId: string; unit: string }) {
  const [returned, setReturned] = useState<Movement | null>(null)
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
          { key: 'lot', label: 'Lot', render: ({ lot }) => lot && <LotLink lot={lot} /> },
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
          {
            key: 'reason',
            label: 'Reason',
            render: ({ reason, dispensing }) =>
              dispensing ? (
                <>
                  {reason} for{' '}
                  {dispensing.pet ? (
                    <Link component={RouterLink} underline="always" to={`/patients/${dispensing.pet.id}`}>
                      {dispensing.pet.name}
                    </Link>
                  ) : (
                    <Unavailable what="Patient" />
                  )}
                </>
              ) : (
                reason
              ),
          },
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
          {
            key: 'return',
            label: 'Change',
            align: 'right',
            width: 90,
            render: (movement) =>
              outOf(movement) > 0 && (
                <Can do="prescription:dispense">
                  <Button
                    size="small"
                    variant="outlined"
                    aria-label={`Return from ${movement.dispensing?.pet?.name ?? 'patient'}`}
                    onClick={() => setReturned(movement)}
                  >
                    Return
                  </Button>
                </Can>
              ),
          },
        ]}
        empty={<EmptyState title="Nothing has moved yet">A delivery or a count is the first.</EmptyState>}
      />
      {returned && (
        <ReturnDialog
          dispensingId={returned.dispensing!.id}
          lotId={returned.lot?.id ?? null}
          out={outOf(returned)}
          unit={unit}
          controlledAt={
            returned.dispensing!.item.controlled ? (returned.dispensing!.location?.id ?? null) : null
          }
          onClose={() => setReturned(null)}
        />
      )}
    </Section>
  )
}
