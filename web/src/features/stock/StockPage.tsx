import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import { useState } from 'react'
import type { InventoryCategory } from '../../gql/types'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { SearchField } from '../../ui/SearchField'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { useListParams } from '../../ui/useListParams'
import { useCan } from '../../ui/viewer'
import { AdjustStockDialog } from './AdjustStockDialog'
import { quantityText, unitText } from './quantity'
import { type StockRow_itemFragment, useStockChangedSubscription, useStockPageQuery } from './stock.gen'

const categories: Record<InventoryCategory, string> = {
  MEDICATION: 'Medication',
  SUPPLIES: 'Supplies',
  EQUIPMENT: 'Equipment',
}

const isCategory = (text: string | null): text is InventoryCategory => text !== null && text in categories

/** Whether it is known which stock is whose: not while the part that keeps the locations is silent. */
const isTold = ({ stock }: StockRow_itemFragment): boolean => stock.every(({ location }) => location)

function LowTag({ item, hereId }: { item: StockRow_itemFragment; hereId: string }) {
  if (item.stock.some(({ location, low }) => low && location?.id === hereId)) return <Tag tone="bad">Low</Tag>
  return item.low ? <Tag>{isTold(item) ? 'Low elsewhere' : 'Low'}</Tag> : null
}

/** Only people who may see several locations have an elsewhere. */
const elsewhereColumn = (hereId: string): Column<StockRow_itemFragment> => ({
  key: 'elsewhere',
  label: 'Elsewhere',
  render: (item) => (
    <Box component="span" className="tabular" sx={{ color: 'text.secondary' }}>
      {item.stock
        .flatMap(({ location, onHand }) =>
          location && location.id !== hereId ? `${location.name}: ${quantityText(onHand)}` : [],
        )
        .join(', ')}
    </Box>
  ),
})

const adjustColumn = (onAdjust: (item: StockRow_itemFragment) => void): Column<StockRow_itemFragment> => ({
  key: 'adjust',
  label: 'Change',
  phone: 'end',
  align: 'right',
  width: 90,
  render: (item) => (
    <Button
      size="small"
      variant="outlined"
      disabled={!isTold(item)}
      aria-label={`Adjust ${item.name}`}
      onClick={() => onAdjust(item)}
    >
      Adjust
    </Button>
  ),
})

function columnsFor(
  hereId: string,
  elsewhere: boolean,
  onAdjust: ((item: StockRow_itemFragment) => void) | null,
): Column<StockRow_itemFragment>[] {
  return [
    {
      key: 'name',
      label: 'Item',
      width: '30%',
      render: (item) => (
        <Box
          component="span"
          sx={{ display: 'inline-flex', alignItems: 'center', flexWrap: 'wrap', gap: 1, fontWeight: 600 }}
        >
          {item.name}
          <LowTag item={item} hereId={hereId} />
          {item.controlled && <Tag tone="info">Controlled</Tag>}
          {item.stock.some(({ negative }) => negative) && <Tag tone="warn">Count it</Tag>}
        </Box>
      ),
    },
    { key: 'category', label: 'Category', render: ({ category }) => categories[category] },
    {
      key: 'here',
      label: 'On hand here',
      align: 'right',
      render: (item) => {
        const level = item.stock.find(({ location }) => location?.id === hereId)
        return (
          <Box
            component="span"
            className="tabular"
            sx={{ fontWeight: 650, color: level?.low ? 'error.main' : 'text.primary' }}
          >
            {level ? (
              `${quantityText(level.onHand)} ${unitText(item.unit, level.onHand)}`
            ) : !isTold(item) ? (
              <Unavailable what="Stock" />
            ) : (
              '–'
            )}
          </Box>
        )
      },
    },
    ...(elsewhere ? [elsewhereColumn(hereId)] : []),
    {
      key: 'reorder',
      label: 'Reorder at',
      align: 'right',
      phone: 'hidden',
      render: ({ reorderLevel }) => <span className="tabular">{quantityText(reorderLevel)}</span>,
    },
    {
      key: 'sku',
      label: 'SKU',
      phone: 'hidden',
      render: ({ sku }) => (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {sku}
        </Box>
      ),
    },
    ...(onAdjust ? [adjustColumn(onAdjust)] : []),
  ]
}

export function StockPage() {
  const location = useCurrentLocation()
  const { text, setText, search, params, set } = useListParams()
  const mayAdjust = useCan('inventory:adjust')
  const [adjusting, setAdjusting] = useState<StockRow_itemFragment | null>(null)
  const asked = params.get('category')
  const category = isCategory(asked) ? asked : null
  const low = params.get('low') === '1'
  const filter = {
    locationId: location.id,
    ...(search && { search }),
    ...(category && { category }),
    ...(low && { lowStock: true }),
  }
  const { data, previousData, loading, error, refetch, fetchMore } = useStockPageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  useStockChangedSubscription()
  const list = (data ?? previousData)?.inventoryItems
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  const elsewhere = rows.some(({ stock }) =>
    stock.some((level) => level.location && level.location.id !== location.id),
  )
  const narrowed = search !== '' || category !== null || low

  return (
    <Page
      title="Stock"
      subtitle={
        list ? `${list.totalCount} ${list.totalCount === 1 ? 'item' : 'items'} at ${location.name}` : ' '
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <SearchField label="Search stock" placeholder="Name or SKU" value={text} onChange={setText} />
        <TextField
          select
          value={category ?? 'all'}
          onChange={(event) => set('category', event.target.value === 'all' ? null : event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': 'Category' } }}
          sx={{ width: { xs: 'auto', sm: 170 }, flex: { xs: '1 1 120px', sm: 'none' } }}
        >
          <MenuItem value="all">All categories</MenuItem>
          {Object.entries(categories).map(([value, label]) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          ))}
        </TextField>
        <ToggleButton
          value="low"
          selected={low}
          onChange={() => set('low', low ? null : '1')}
          sx={{
            alignSelf: 'center',
            textTransform: 'none',
            fontSize: '0.8125rem',
            backgroundColor: 'background.paper',
          }}
        >
          Running low
        </ToggleButton>
      </Box>
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="Stock"
          columns={columnsFor(location.id, elsewhere, mayAdjust ? setAdjusting : null)}
          rows={rows}
          rowKey={({ id }) => id}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState
              title={
                low && !search
                  ? 'Nothing is running low'
                  : narrowed
                    ? 'No item fits'
                    : 'Nothing is in stock yet'
              }
            >
              {low && !search
                ? 'Everything here is above its reorder level.'
                : narrowed
                  ? 'Try fewer letters or another category.'
                  : undefined}
            </EmptyState>
          }
        />
      )}
      {adjusting && <AdjustStockDialog item={adjusting} onClose={() => setAdjusting(null)} />}
    </Page>
  )
}
