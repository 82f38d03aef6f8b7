import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { Column } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { FilterChips } from '../../ui/FilterChips'
import { FilterSelect, ListPage } from '../../ui/ListPage'
import { useCurrentLocation } from '../../ui/location'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { useListParams } from '../../ui/useListParams'
import { useCan } from '../../ui/viewer'
import { AdjustStockDialog } from './AdjustStockDialog'
import { NewItemDialog } from './ItemDialog'
import { quantityText, unitText } from './quantity'
import { StockLinks } from './StockLinks'
import { type StockRow_itemFragment, useStockChangedSubscription, useStockPageQuery } from './stock.gen'
import { among, categories, forms, options } from './words'

const shows = { low: 'Running low', controlled: 'Controlled', retired: 'Retired' }

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
      sx={{ position: 'relative', zIndex: 1 }}
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

const empties = {
  low: ['Nothing is running low', 'Everything here is above its reorder level.'],
  narrowed: ['No item fits', 'Try fewer letters or another category.'],
  nothing: ['Nothing is in stock yet', 'Add the first item.'],
} as const

export function StockPage() {
  const location = useCurrentLocation()
  const list = useListParams()
  const { search, params, set } = list
  const mayAdjust = useCan('inventory:adjust')
  const [adjusting, setAdjusting] = useState<StockRow_itemFragment | null>(null)
  const category = among(categories, params.get('category'))
  const form = among(forms, params.get('form'))
  const show = among(shows, params.get('show'))
  const filter = {
    // A retired item and a new one are kept nowhere.
    ...(show === 'low' && { locationId: location.id, lowStock: true }),
    ...(show === 'controlled' && { controlled: true }),
    ...(show === 'retired' && { retired: true }),
    ...(search && { search }),
    ...(category && { category }),
    ...(form && { form }),
  }
  const { data, previousData, ...query } = useStockPageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  useStockChangedSubscription()
  const found = (data ?? previousData)?.inventoryItems
  const rows = found?.nodes ?? []
  const elsewhere = rows.some(({ stock }) =>
    stock.some((level) => level.location && level.location.id !== location.id),
  )
  const narrowed = search !== '' || category !== null || form !== null || show !== null
  const [title, advice] = empties[show === 'low' && !search ? 'low' : narrowed ? 'narrowed' : 'nothing']

  return (
    <>
      <ListPage
        title="Stock"
        counted={['item', 'items']}
        params={list}
        search={{ label: 'Search stock', placeholder: 'Name, SKU or barcode' }}
        filters={
          <>
            <FilterSelect
              label="Category"
              all="All categories"
              options={options(categories)}
              value={category}
              onChange={(value) => set('category', value)}
            />
            <FilterSelect
              label="Form"
              all="All forms"
              options={options(forms)}
              value={form}
              onChange={(value) => set('form', value)}
            />
            <FilterChips
              label="Show"
              options={[['all', 'All'], ...options(shows)]}
              value={show ?? 'all'}
              onChange={(value) => set('show', value === 'all' ? null : value)}
            />
          </>
        }
        query={query}
        list={found}
        columns={columnsFor(location.id, elsewhere, mayAdjust && show !== 'retired' ? setAdjusting : null)}
        rowHref={({ id }) => `/stock/${id}`}
        empty={<EmptyState title={title}>{advice}</EmptyState>}
        create={{
          permission: 'inventory:write',
          label: 'New item',
          icon: <Add />,
          dialog: (onClose) => <NewItemDialog onClose={onClose} />,
        }}
      >
        <StockLinks />
      </ListPage>
      {adjusting && <AdjustStockDialog item={adjusting} onClose={() => setAdjusting(null)} />}
    </>
  )
}
