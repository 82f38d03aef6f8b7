import Add from '@mui/icons-material/Add'
import FileUpload from '@mui/icons-material/FileUploadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { RetireButton, useRetire } from '../../ui/retire'
import { SearchField } from '../../ui/SearchField'
import { Tag } from '../../ui/Tag'
import { useListParams } from '../../ui/useListParams'
import { EditEntryDialog, NewEntryDialog } from './EntryDialog'
import {
  type PriceListRow_serviceFragment,
  usePriceListEntryQuery,
  usePriceListPageQuery,
  useUpdateServiceMutation,
} from './prices.gen'
import { kinds, taxClasses } from './priceWords'
import { MarkUpSection } from './MarkUpSection'
import { DownloadButton, ImportDialog } from './PriceListFile'
import { SetPriceDialog } from './SetPriceDialog'
import { PaymentTermsSection } from './PaymentTermsSection'
import { TaxRatesSection } from './TaxRatesSection'

type Entry = PriceListRow_serviceFragment

const facts: Column<Entry>[] = [
  {
    key: 'name',
    label: 'Entry',
    width: '30%',
    render: ({ name, active, appointmentType }) => (
      <>
        {name} {!active && <Tag>Retired</Tag>} {appointmentType && <Tag>Visit: {appointmentType.name}</Tag>}
      </>
    ),
  },
  { key: 'code', label: 'Code', phone: 'hidden', render: ({ code }) => code ?? '–' },
  { key: 'kind', label: 'Kind', phone: 'hidden', render: ({ kind }) => kinds[kind] },
  { key: 'tax', label: 'Tax', phone: 'hidden', render: ({ taxClass }) => taxClasses[taxClass] },
  {
    key: 'price',
    label: 'Price with tax',
    align: 'right',
    render: ({ price }) => (price ? <Money value={price.gross} /> : <Tag tone="warn">No price</Tag>),
  },
]

/** The price list as people will pay it at the current location. */
export function PriceListPage() {
  const location = useCurrentLocation()
  const params = useListParams()
  const { data, previousData, error, loading, refetch, fetchMore } = usePriceListPageQuery({
    variables: { filter: { search: params.search || null, withRetired: true }, locationId: location.id },
    fetchPolicy: 'cache-and-network',
  })
  const [update] = useUpdateServiceMutation()
  const setActive = useRetire(async (input) => (await update({ variables: { input } })).data?.updateService, {
    retired: 'is retired: nobody charges it any more',
    back: 'can be charged again',
  })
  const [open, setOpen] = useState<'new' | 'file' | { edit: Entry } | { price: Entry } | null>(null)
  const list = (data ?? previousData)?.services
  const after = list?.pageInfo.endCursor
  const close = () => setOpen(null)
  const change: Column<Entry> = {
    key: 'change',
    label: 'Change',
    align: 'right',
    phone: 'end',
    render: (entry) => (
      <>
        <Button
          size="small"
          onClick={() => setOpen({ price: entry })}
          aria-label={`Set price of ${entry.name}`}
        >
          Set price
        </Button>
        <Button size="small" onClick={() => setOpen({ edit: entry })} aria-label={`Edit ${entry.name}`}>
          Edit
        </Button>
        <RetireButton thing={entry} onClick={() => void setActive(entry)} />
      </>
    ),
  }
  return (
    <Page
      title="Prices"
      subtitle={`What people pay at ${location.name}, with tax`}
      actions={
        <>
          <DownloadButton />
          <Button startIcon={<FileUpload />} onClick={() => setOpen('file')}>
            Import
          </Button>
          <Button variant="contained" startIcon={<Add />} onClick={() => setOpen('new')}>
            New entry
          </Button>
        </>
      }
    >
      <Box>
        <SearchField
          label="Search the price list"
          placeholder="Name or code"
          value={params.text}
          onChange={params.setText}
        />
      </Box>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(list || !error) && (
        <DataTable
          label="Prices"
          columns={[...facts, change]}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={<EmptyState title="Nothing found">Add what the hospital charges for.</EmptyState>}
        />
      )}
      <MarkUpSection />
      <TaxRatesSection />
      <PaymentTermsSection />
      {open === 'new' && (
        <NewEntryDialog
          onClose={() => {
            close()
            void refetch()
          }}
        />
      )}
      {open === 'file' && (
        <ImportDialog
          onClose={close}
          onDone={() => {
            close()
            void refetch()
          }}
        />
      )}
      {open !== null && typeof open === 'object' && 'edit' in open && (
        <Edit entry={open.edit} onClose={close} />
      )}
      {open !== null && typeof open === 'object' && 'price' in open && (
        <SetPriceDialog entry={open.price} onClose={close} />
      )}
    </Page>
  )
}

function Edit({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const location = useCurrentLocation()
  const { refetch } = usePriceListEntryQuery({ variables: { id: entry.id, locationId: location.id } })
  return (
    <EditEntryDialog
      entry={entry}
      latest={async () => (await refetch()).data?.service ?? null}
      onClose={onClose}
    />
  )
}
