import Edit from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { lazy, Suspense, useState } from 'react'
import { Link as RouterLink, useParams } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import { Page } from '../../ui/Page'
import { RecordPage } from '../../ui/RecordPage'
import { useRetire } from '../../ui/retire'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useTitle } from '../../ui/useTitle'
import { Can, useCan } from '../../ui/viewer'
import { AdjustStockDialog } from './AdjustStockDialog'
import { EditItemDialog } from './ItemDialog'
import { LevelsTable } from './LevelsTable'
import { LotsTable } from './LotsTable'
import { MovementsSection } from './MovementsSection'
import { quantityText, unitText } from './quantity'
import { ReceiveDialog } from './ReceiveDialog'
import {
  type StockItem_itemFragment,
  type StockLot_lotFragment,
  useRetireInventoryItemMutation,
  useStockItemChangedSubscription,
  useStockItemPageQuery,
  useUpdateInventoryItemMutation,
} from './stock.gen'
import { categories, forms } from './words'

const SendDialog = lazy(async () => ({ default: (await import('./transfers/SendDialog')).SendDialog }))

const UsageChart = lazy(async () => ({ default: (await import('./UsageChart')).UsageChart }))

type Item = StockItem_itemFragment

export function ItemPage() {
  const { id = '' } = useParams()
  return <ItemOf key={id} id={id} />
}

function ItemOf({ id }: { id: string }) {
  const { data, error, refetch } = useStockItemPageQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
  })
  useStockItemChangedSubscription({ variables: { id }, onData: () => void refetch() })
  const [open, setOpen] = useState<'edit' | 'adjust' | 'receive' | StockLot_lotFragment | null>(null)
  const [sent, setSent] = useState<'item' | StockLot_lotFragment | null>(null)
  const mayAdjust = useCan('inventory:adjust')
  const maySend = useCan('inventory:transfer')
  const item = data?.inventoryItem
  useTitle(item?.name ?? 'Item')
  if (error && !item)
    return (
      <Page title="Item">
        <ErrorView error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data && !item)
    return (
      <Page title="Item">
        <EmptyState title="There is no such item">The link may be old.</EmptyState>
      </Page>
    )
  const close = () => setOpen(null)
  return (
    <>
      <RecordPage
        back={{ to: '/stock', label: 'All stock' }}
        error={error}
        onRetry={() => void refetch()}
        head={item && <Head item={item} onOpen={setOpen} onSend={() => setSent('item')} />}
        aside={item && <Details item={item} />}
        asideLast
      >
        {item && (
          <Section title="On hand" flush>
            <LevelsTable item={item} />
          </Section>
        )}
        {item && (
          <Section title="Lots" flush>
            <LotsTable
              recallable
              lots={data.lots.nodes}
              unit={item.unit}
              onAdjust={mayAdjust && item.active ? setOpen : null}
              onSend={maySend && item.active ? setSent : null}
            />
          </Section>
        )}
        {item && item.usage.length > 0 && (
          <Section title="Used by month">
            <Suspense fallback={<Skeleton variant="rounded" height={180} />}>
              <UsageChart usage={item.usage} unit={unitText(item.unit, 2)} />
            </Suspense>
          </Section>
        )}
        {item && <MovementsSection itemId={id} unit={item.unit} />}
      </RecordPage>
      {item && open === 'edit' && (
        <EditItemDialog
          item={item}
          latest={async () => (await refetch()).data?.inventoryItem ?? null}
          onClose={close}
        />
      )}
      {item && open === 'adjust' && <AdjustStockDialog item={item} onClose={close} />}
      {item && open === 'receive' && (
        <ReceiveDialog item={item} onReceived={() => void refetch()} onClose={close} />
      )}
      {item && typeof open === 'object' && open && (
        <AdjustStockDialog item={item} lot={open} onClose={close} />
      )}
      {item && sent && (
        <Suspense fallback={null}>
          <SendDialog
            item={item}
            lots={data.lots.nodes}
            lot={sent === 'item' ? undefined : sent}
            onSent={() => void refetch()}
            onClose={() => setSent(null)}
          />
        </Suspense>
      )}
    </>
  )
}

/** Retires an item or brings it back. */
function useActive() {
  const [retire] = useRetireInventoryItemMutation()
  const [update] = useUpdateInventoryItemMutation()
  return useRetire(
    async ({ id, version, active }) =>
      active
        ? (await update({ variables: { input: { id, version, active } } })).data?.updateInventoryItem
        : (await retire({ variables: { id, version } })).data?.retireInventoryItem,
    { retired: 'is retired', back: 'is in use again' },
  )
}

interface HeadProps {
  item: Item
  onOpen: (dialog: 'edit' | 'adjust' | 'receive') => void
  onSend: () => void
}

function Head({ item, onOpen, onSend }: HeadProps) {
  const setActive = useActive()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      <Box
        sx={{ flex: 1, minWidth: 220, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.25 }}
      >
        <Typography variant="h1" sx={{ fontSize: '1.5rem' }}>
          {item.name}
        </Typography>
        {!item.active && <Tag tone="warn">Retired</Tag>}
        {item.low && <Tag tone="bad">Low</Tag>}
        {item.controlled && <Tag tone="info">{item.schedule ?? 'Controlled'}</Tag>}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {item.active && (
          <>
            <Can do="inventory:receive">
              <Button variant="contained" onClick={() => onOpen('receive')}>
                Receive
              </Button>
            </Can>
            <Can do="inventory:adjust">
              <Button variant="outlined" color="inherit" onClick={() => onOpen('adjust')}>
                Adjust stock
              </Button>
            </Can>
            <Can do="inventory:transfer">
              <Button variant="outlined" color="inherit" onClick={onSend}>
                Send
              </Button>
            </Can>
          </>
        )}
        <Can do="inventory:write">
          <Button variant="outlined" color="inherit" startIcon={<Edit />} onClick={() => onOpen('edit')}>
            Edit
          </Button>
          <Button variant="outlined" color="inherit" onClick={() => void setActive(item)}>
            {item.active ? 'Retire' : 'Bring back'}
          </Button>
        </Can>
      </Box>
    </Box>
  )
}

const packText = (pack: string | null, units: number | null, unit: string) =>
  pack !== null && units !== null && `1 ${pack} = ${quantityText(units)} ${unitText(unit, units)}`

function Details({ item }: { item: Item }) {
  const { unit } = item
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Facts
        facts={[
          ['SKU', item.sku],
          ['Category', categories[item.category]],
          ['Counted in', unit],
          ['Stock unit', packText(item.stockUnit, item.unitsPerStockUnit, unit)],
          ['Buying unit', packText(item.buyingUnit, item.unitsPerBuyingUnit, unit)],
          ['Reorder level', `${quantityText(item.reorderLevel)} ${unitText(unit, item.reorderLevel)}`],
          ...(item.inTransit > 0
            ? ([
                [
                  'In transit',
                  <Link component={RouterLink} to="/stock/transfers">
                    {quantityText(item.inTransit)} {unitText(unit, item.inTransit)}
                  </Link>,
                ],
              ] as const)
            : []),
          ...(item.category === 'MEDICATION'
            ? ([
                ['Form', item.form && forms[item.form]],
                [
                  'Active substances',
                  item.activeSubstances
                    .map(({ substance, strength }) => `${substance?.name ?? 'Not available'} ${strength}`)
                    .join(', '),
                ],
              ] as const)
            : []),
          ['Barcodes', item.barcodes.join(', ')],
        ]}
      />
    </Paper>
  )
}
