import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { FilterChips } from '../../ui/FilterChips'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { useCan } from '../../ui/viewer'
import { AdjustStockDialog } from './AdjustStockDialog'
import { Expiry } from './LotsTable'
import { quantityText, unitText } from './quantity'
import { StockLinks } from './StockLinks'
import {
  type ExpiringStockPageQuery,
  useExpiringStockPageQuery,
  useStockChangedSubscription,
} from './stock.gen'

type Lot = ExpiringStockPageQuery['expiringLots']['nodes'][number]

const spans = [
  ['0', 'Expired'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'A year'],
] as const

/** What expires soon or has, at the current location, and medication whose expiry nobody knows. */
export function ExpiringPage() {
  const location = useCurrentLocation()
  const [params, setParams] = useSearchParams()
  const span = spans.find(([days]) => days === params.get('days'))?.[0] ?? '90'
  const mayAdjust = useCan('inventory:adjust')
  const [adjusting, setAdjusting] = useState<Lot | null>(null)
  const { data, previousData, error, loading, refetch, fetchMore } = useExpiringStockPageQuery({
    variables: { locationId: location.id, days: Number(span) },
    fetchPolicy: 'cache-and-network',
  })
  useStockChangedSubscription({ onData: () => void refetch() })
  const list = (data ?? previousData)?.expiringLots
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  const columns: Column<Lot>[] = [
    { key: 'item', label: 'Item', width: '34%', render: ({ item }) => item.name },
    { key: 'lot', label: 'Lot', render: ({ number }) => number ?? 'Unknown lot' },
    { key: 'expires', label: 'Expires', render: (lot) => <Expiry lot={lot} /> },
    {
      key: 'value',
      label: 'Value',
      align: 'right',
      render: ({ value }) => (value ? <Money value={value} /> : '–'),
    },
    {
      key: 'onHand',
      label: 'On hand',
      align: 'right',
      render: ({ onHand, item }) => (
        <span className="tabular">
          {quantityText(onHand)} {unitText(item.unit, onHand)}
        </span>
      ),
    },
  ]
  if (mayAdjust)
    columns.push({
      key: 'adjust',
      label: 'Change',
      align: 'right',
      phone: 'end',
      width: 90,
      render: (lot) => (
        <Button
          size="small"
          variant="outlined"
          sx={{ position: 'relative', zIndex: 1 }}
          aria-label={`Adjust ${lot.item.name}`}
          onClick={() => setAdjusting(lot)}
        >
          Adjust
        </Button>
      ),
    })
  return (
    <Page
      title="Expiring stock"
      subtitle={
        list ? `${list.totalCount} ${list.totalCount === 1 ? 'lot' : 'lots'} at ${location.name}` : ' '
      }
    >
      <StockLinks />
      <Box sx={{ display: 'flex' }}>
        <FilterChips
          label="Expires within"
          options={spans}
          value={span}
          onChange={(days) => setParams({ days }, { replace: true })}
        />
      </Box>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(list || !error) && (
        <DataTable
          label="Expiring stock"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ item }) => `/stock/${item.id}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={<EmptyState title="Nothing expires soon">Every lot here lasts longer.</EmptyState>}
        />
      )}
      {adjusting && (
        <AdjustStockDialog item={adjusting.item} lot={adjusting} onClose={() => setAdjusting(null)} />
      )}
    </Page>
  )
}
