import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { ErrorView } from '../../ui/ErrorView'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { ProductDialog } from './ProductDialog'
import { ProtocolDialog } from './ProtocolDialog'
import { importances, routes } from './vaccinationWords'
import {
  useVaccinesPageQuery,
  type VaccinesPageQuery,
  type Product_productFragment,
  type Protocol_protocolFragment,
} from './vaccinations.gen'

const retired = (at: string | null) => (at ? <Tag>Retired</Tag> : null)

const editColumn = <Row extends { name: string }>(onEdit: (row: Row) => void): Column<Row> => ({
  key: 'edit',
  label: 'Change',
  phone: 'end',
  align: 'right',
  width: 90,
  render: (row) => (
    <Button size="small" variant="outlined" aria-label={`Edit ${row.name}`} onClick={() => onEdit(row)}>
      Edit
    </Button>
  ),
})

const productColumns: Column<Product_productFragment>[] = [
  {
    key: 'name',
    label: 'Vaccine',
    render: ({ name, retiredAt }) => (
      <>
        {name} {retired(retiredAt)}
      </>
    ),
  },
  { key: 'maker', label: 'Manufacturer', render: ({ maker }) => maker },
  {
    key: 'against',
    label: 'Against',
    width: '34%',
    render: ({ protocols }) => protocols.map(({ name, species }) => `${species.name}: ${name}`).join('; '),
  },
  { key: 'route', label: 'Route and dose', render: ({ route, dose }) => `${routes[route]}, ${dose}` },
]

const protocolColumns: Column<Protocol_protocolFragment>[] = [
  {
    key: 'name',
    label: 'Protocol',
    width: '28%',
    render: ({ name, species, retiredAt }) => (
      <>
        {species.name}: {name} {retired(retiredAt)}
      </>
    ),
  },
  { key: 'importance', label: 'Kind', render: ({ importance }) => <Tag>{importances[importance]}</Tag> },
  {
    key: 'course',
    label: 'Primary course',
    render: ({ firstDoseWeeks, intervalWeeks, primaryUntilWeeks }) =>
      `from ${firstDoseWeeks} weeks, every ${intervalWeeks}, until ${primaryUntilWeeks}`,
  },
  {
    key: 'boosters',
    label: 'Boosters',
    render: ({ firstBoosterAgeWeeks, firstBoosterMonths, boosterMonths }) =>
      `${firstBoosterAgeWeeks ? `at ${firstBoosterAgeWeeks} weeks or ` : ''}after ${firstBoosterMonths} months, then every ${boosterMonths}`,
  },
  { key: 'source', label: 'Source', phone: 'hidden', render: ({ source }) => source ?? '–' },
]

/** The hospital's vaccines, and the protocols by which their next doses become due. */
export function VaccinesPage() {
  const { data, error, refetch } = useVaccinesPageQuery({ fetchPolicy: 'cache-and-network' })
  const [product, setProduct] = useState<Product_productFragment | 'new' | null>(null)
  const [protocol, setProtocol] = useState<Protocol_protocolFragment | 'new' | null>(null)
  const close = () => {
    setProduct(null)
    setProtocol(null)
    void refetch()
  }
  const latestOf =
    <Row extends { id: string }>(rows: (found: VaccinesPageQuery) => Row[], edited: Row | 'new') =>
    async () => {
      const found = edited !== 'new' && (await refetch()).data
      return found ? (rows(found).find(({ id }) => id === edited.id) ?? null) : null
    }
  return (
    <Page title="Vaccines" subtitle="What the hospital vaccinates with, and when the next doses become due">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={data ? 'line' : 'page'} />}
      {(data || !error) && (
        <>
          <Section
            title="Vaccines"
            id="products"
            flush
            actions={<Button onClick={() => setProduct('new')}>New vaccine</Button>}
          >
            <DataTable
              label="Vaccines"
              columns={[...productColumns, editColumn<Product_productFragment>(setProduct)]}
              rows={data?.vaccineProducts.nodes ?? []}
              rowKey={({ id }) => id}
              loading={!data}
            />
          </Section>
          <Section
            title="Protocols"
            id="protocols"
            flush
            actions={<Button onClick={() => setProtocol('new')}>New protocol</Button>}
          >
            <DataTable
              label="Protocols"
              columns={[...protocolColumns, editColumn<Protocol_protocolFragment>(setProtocol)]}
              rows={data?.vaccinationProtocols ?? []}
              rowKey={({ id }) => id}
              loading={!data}
            />
          </Section>
        </>
      )}
      {data && product && (
        <ProductDialog
          product={product === 'new' ? null : product}
          latest={latestOf((found) => found.vaccineProducts.nodes, product)}
          protocols={data.vaccinationProtocols}
          onClose={close}
        />
      )}
      {data && protocol && (
        <ProtocolDialog
          protocol={protocol === 'new' ? null : protocol}
          latest={latestOf((found) => found.vaccinationProtocols, protocol)}
          species={data.species}
          onClose={close}
        />
      )}
    </Page>
  )
}
