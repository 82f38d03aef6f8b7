import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import type { Column } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { FilterChips } from '../../../ui/FilterChips'
import { ListPage } from '../../../ui/ListPage'
import { PhoneLink } from '../../../ui/PhoneLink'
import { Tag } from '../../../ui/Tag'
import { useListParams } from '../../../ui/useListParams'
import { StockLinks } from '../StockLinks'
import { NewSupplierDialog } from './SupplierDialog'
import { type Supplier_supplierFragment, useSuppliersPageQuery } from './suppliers.gen'

const columns: Column<Supplier_supplierFragment>[] = [
  {
    key: 'name',
    label: 'Supplier',
    width: '32%',
    render: ({ name, active }) => (
      <Box component="span" sx={{ display: 'inline-flex', gap: 1, fontWeight: 600 }}>
        {name}
        {!active && <Tag tone="warn">Retired</Tag>}
      </Box>
    ),
  },
  { key: 'email', label: 'Orders to', render: ({ email }) => email },
  { key: 'phone', label: 'Telephone', render: ({ phone }) => phone && <PhoneLink number={phone} /> },
  {
    key: 'number',
    label: 'Customer number',
    phone: 'hidden',
    render: ({ customerNumber }) => customerNumber,
  },
  {
    key: 'lead',
    label: 'Delivers within',
    align: 'right',
    render: ({ leadDays }) => (
      <span className="tabular">
        {leadDays} {leadDays === 1 ? 'day' : 'days'}
      </span>
    ),
  },
]

/** Whom the hospital orders from. */
export function SuppliersPage() {
  const list = useListParams()
  const { search, params, set } = list
  const retired = params.get('show') === 'retired'
  const { data, previousData, ...query } = useSuppliersPageQuery({
    variables: { filter: { ...(search && { search }), ...(retired && { retired }) } },
    fetchPolicy: 'cache-and-network',
  })
  return (
    <ListPage
      title="Suppliers"
      counted={['supplier', 'suppliers']}
      params={list}
      search={{ label: 'Search suppliers', placeholder: 'Beginning of the name' }}
      filters={
        <FilterChips
          label="Show"
          options={[
            ['used', 'In use'],
            ['retired', 'Retired'],
          ]}
          value={retired ? 'retired' : 'used'}
          onChange={(value) => set('show', value === 'used' ? null : value)}
        />
      }
      query={query}
      list={(data ?? previousData)?.suppliers}
      columns={columns}
      rowHref={({ id }) => `/stock/suppliers/${id}`}
      empty={
        <EmptyState title={search || retired ? 'No supplier fits' : 'No suppliers yet'}>
          {search || retired ? 'Try fewer letters or the others.' : 'Add whom you order from.'}
        </EmptyState>
      }
      create={{
        permission: 'supplier:write',
        label: 'New supplier',
        icon: <Add />,
        dialog: (onClose) => <NewSupplierDialog onClose={onClose} />,
      }}
    >
      <StockLinks />
    </ListPage>
  )
}
