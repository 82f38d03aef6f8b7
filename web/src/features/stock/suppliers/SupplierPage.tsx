import Add from '@mui/icons-material/Add'
import Edit from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink, useParams } from 'react-router'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { Facts } from '../../../ui/Facts'
import { Money } from '../../../ui/Money'
import { Page } from '../../../ui/Page'
import { PhoneLink } from '../../../ui/PhoneLink'
import { RecordPage } from '../../../ui/RecordPage'
import { useRetire } from '../../../ui/retire'
import { Section } from '../../../ui/Section'
import { Tag } from '../../../ui/Tag'
import { useTitle } from '../../../ui/useTitle'
import { Can, useCan } from '../../../ui/viewer'
import { quantityText, unitText } from '../quantity'
import { EditEntryDialog, NewEntryDialog } from './CatalogueDialog'
import { EditSupplierDialog } from './SupplierDialog'
import {
  type CatalogueEntry_supplierItemFragment,
  type Supplier_supplierFragment,
  useSupplierPageQuery,
  useUpdateSupplierMutation,
} from './suppliers.gen'

type Entry = CatalogueEntry_supplierItemFragment

export function SupplierPage() {
  const { id = '' } = useParams()
  return <SupplierOf key={id} id={id} />
}

function SupplierOf({ id }: { id: string }) {
  const { data, error, loading, refetch, fetchMore } = useSupplierPageQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
  })
  const [open, setOpen] = useState<'edit' | 'add' | Entry | null>(null)
  const mayWrite = useCan('supplier:write')
  const supplier = data?.supplier
  useTitle(supplier?.name ?? 'Supplier')
  if (error && !supplier)
    return (
      <Page title="Supplier">
        <ErrorView error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data && !supplier)
    return (
      <Page title="Supplier">
        <EmptyState title="There is no such supplier">The link may be old.</EmptyState>
      </Page>
    )
  const close = () => setOpen(null)
  const catalogue = supplier?.catalogue
  const after = catalogue?.pageInfo.endCursor
  return (
    <>
      <RecordPage
        back={{ to: '/stock/suppliers', label: 'All suppliers' }}
        error={error}
        onRetry={() => void refetch()}
        head={supplier && <Head supplier={supplier} onEdit={() => setOpen('edit')} />}
        aside={supplier && <Details supplier={supplier} />}
        asideLast
      >
        {supplier && (
          <Section
            title="Catalogue"
            flush
            actions={
              mayWrite &&
              supplier.active && (
                <Button size="small" variant="outlined" startIcon={<Add />} onClick={() => setOpen('add')}>
                  Add item
                </Button>
              )
            }
          >
            <DataTable
              label="Catalogue"
              rows={supplier.catalogue.nodes}
              rowKey={(entry) => entry.id}
              columns={columnsFor(mayWrite ? setOpen : null)}
              loading={loading}
              hasMore={catalogue?.pageInfo.hasNextPage}
              onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
              empty={<EmptyState title="Nothing yet">Add what you order here, with its price.</EmptyState>}
            />
          </Section>
        )}
      </RecordPage>
      {supplier && open === 'edit' && (
        <EditSupplierDialog
          supplier={supplier}
          latest={async () => (await refetch()).data?.supplier ?? null}
          onClose={close}
        />
      )}
      {supplier && open === 'add' && (
        <NewEntryDialog supplier={supplier} onAdded={() => void refetch()} onClose={close} />
      )}
      {supplier && open !== null && typeof open === 'object' && (
        <EditEntryDialog
          supplier={supplier}
          entry={open}
          latest={async () =>
            (await refetch()).data?.supplier?.catalogue.nodes.find((entry) => entry.id === open.id) ?? null
          }
          onClose={close}
        />
      )}
    </>
  )
}

interface HeadProps {
  supplier: Supplier_supplierFragment
  onEdit: () => void
}

function Head({ supplier, onEdit }: HeadProps) {
  const [update] = useUpdateSupplierMutation({
    update: (cache) => void cache.evict({ fieldName: 'suppliers' }),
  })
  const setActive = useRetire(
    async (input) => (await update({ variables: { input } })).data?.updateSupplier,
    { retired: 'is retired', back: 'is in use again' },
  )
  const { name, active } = supplier
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      <Box sx={{ flex: 1, minWidth: 220, display: 'flex', alignItems: 'center', gap: 1.25 }}>
        <Typography variant="h1" sx={{ fontSize: '1.5rem' }}>
          {name}
        </Typography>
        {!active && <Tag tone="warn">Retired</Tag>}
      </Box>
      <Can do="supplier:write">
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Button variant="outlined" color="inherit" startIcon={<Edit />} onClick={onEdit}>
            Edit
          </Button>
          <Button variant="outlined" color="inherit" onClick={() => void setActive(supplier)}>
            {active ? 'Retire' : 'Bring back'}
          </Button>
        </Box>
      </Can>
    </Box>
  )
}

const daysText = (days: number) => `${days} ${days === 1 ? 'day' : 'days'}`

function Details({ supplier }: { supplier: Supplier_supplierFragment }) {
  const { email, phone, address, customerNumber, currency, leadDays } = supplier
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Facts
        facts={[
          ['E-mail for orders', email],
          ['Telephone', phone && <PhoneLink number={phone} />],
          ['Address', address && <Box sx={{ whiteSpace: 'pre-line' }}>{address}</Box>],
          ['Our customer number', customerNumber],
          ['Delivers within', daysText(leadDays)],
          ['Prices in', currency],
        ]}
      />
    </Paper>
  )
}

function columnsFor(onEdit: ((entry: Entry) => void) | null): Column<Entry>[] {
  const columns: Column<Entry>[] = [
    {
      key: 'item',
      label: 'Item',
      width: '36%',
      render: ({ item, preferred, active }) => (
        <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          <Link component={RouterLink} to={`/stock/${item.id}`} color="inherit" sx={{ fontWeight: 600 }}>
            {item.name}
          </Link>
          {preferred && active && <Tag tone="good">Preferred</Tag>}
          {!active && <Tag tone="warn">Retired</Tag>}
        </Box>
      ),
    },
    { key: 'article', label: 'Article number', render: ({ articleNumber }) => articleNumber },
    {
      key: 'pack',
      label: 'Pack',
      align: 'right',
      render: ({ packSize, item }) => (
        <span className="tabular">
          {quantityText(packSize)} {unitText(item.unit, packSize)}
        </span>
      ),
    },
    { key: 'lead', label: 'Delivers within', align: 'right', render: ({ leadDays }) => daysText(leadDays) },
    { key: 'price', label: 'Price', align: 'right', render: ({ price }) => <Money value={price} /> },
  ]
  if (onEdit)
    columns.push({
      key: 'edit',
      label: 'Change',
      align: 'right',
      phone: 'end',
      width: 90,
      render: (entry) => (
        <Button
          size="small"
          variant="outlined"
          aria-label={`Edit ${entry.item.name}`}
          onClick={() => onEdit(entry)}
        >
          Edit
        </Button>
      ),
    })
  return columns
}
