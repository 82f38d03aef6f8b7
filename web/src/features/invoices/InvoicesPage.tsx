import Box from '@mui/material/Box'
import { useCallback } from 'react'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import type { InvoiceStatus } from '../../gql/types'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import type { LoadedSection } from '../../ui/feature'
import { FilterChips } from '../../ui/FilterChips'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Page } from '../../ui/Page'
import { Unavailable } from '../../ui/Unavailable'
import { When } from '../../ui/When'
import { InvoiceDrawer } from './InvoiceDrawer'
import {
  type InvoiceRow_invoiceFragment,
  useInvoicesChangedSubscription,
  useInvoicesPageQuery,
} from './invoices.gen'
import { InvoiceStatusTag, invoiceTitle } from '../../ui/InvoiceStatusTag'
import { RevenueRowAlert } from './RevenueRowAlert'
import { revenueRowIn } from './revenueRow'

const columns: Column<InvoiceRow_invoiceFragment>[] = [
  { key: 'number', label: 'Invoice', width: '20%', render: invoiceTitle },
  {
    key: 'owner',
    label: 'Client',
    render: ({ owner }) => (owner ? owner.name : <Unavailable what="Client" />),
  },
  {
    key: 'pet',
    label: 'Patient',
    // The part that knows the client knows the patient.
    render: ({ pet, owner }) => (pet || owner ? pet?.name : <Unavailable what="Patient" />),
  },
  { key: 'date', label: 'Date', render: ({ createdAt }) => <When at={createdAt} show="day" /> },
  {
    key: 'status',
    label: 'Status',
    width: 130,
    render: ({ status }) => <InvoiceStatusTag status={status} />,
  },
  {
    key: 'total',
    label: 'Total',
    phone: 'end',
    align: 'right',
    width: 130,
    render: ({ total }) => <Money value={total} />,
  },
]

type Shown = InvoiceStatus | 'all'

const options: readonly (readonly [Shown, string])[] = [
  ['all', 'All'],
  ['DRAFT', 'Drafts'],
  ['FINALISED', 'To be paid'],
  ['PAID', 'Paid'],
  ['VOID', 'Void'],
]

export function InvoicesPage({ sections }: { sections: readonly LoadedSection<'invoice'>[] }) {
  const location = useCurrentLocation()
  const { id = null } = useParams()
  const { search } = useLocation()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const shown = options.find(([value]) => value === params.get('status'))?.[0] ?? 'all'
  const ofReport = revenueRowIn(params)
  const filter = {
    ...(!ofReport?.allLocations && { locationId: location.id }),
    ...(shown !== 'all' && { status: shown }),
    ...(ofReport && { revenue: ofReport.row }),
  }
  const { data, previousData, loading, error, refetch, fetchMore } = useInvoicesPageQuery({
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  })
  useInvoicesChangedSubscription({
    variables: { filter: { locationId: location.id } },
    // What changed is in the cache already; only a new one has no place in the list yet.
    onData: ({ data: event }) => {
      if (event.data?.invoiceChanged.kind === 'DRAFTED') void refetch()
    },
  })
  const list = (data ?? previousData)?.invoices
  const rows = list?.nodes ?? []
  const after = list?.pageInfo.endCursor
  const close = useCallback(() => void navigate(`/invoices${search}`), [navigate, search])

  return (
    <Page
      title="Invoices"
      subtitle={
        list ? `${list.totalCount} at ${ofReport?.allLocations ? 'all locations' : location.name}` : ' '
      }
      actions={
        <Box sx={{ maxWidth: '100%' }}>
          <FilterChips
            label="Status"
            options={options}
            value={shown}
            onChange={(value) => {
              const next = new URLSearchParams(params)
              if (value === 'all') next.delete('status')
              else next.set('status', value)
              setParams(next, { replace: true })
            }}
          />
        </Box>
      }
    >
      {ofReport && <RevenueRowAlert shown={ofReport} />}
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={rows.length > 0 ? 'line' : 'page'} />
      )}
      {(!error || rows.length > 0) && (
        <DataTable
          label="Invoices"
          columns={columns}
          rows={rows}
          rowKey={(invoice) => invoice.id}
          rowHref={(invoice) => `/invoices/${invoice.id}${search}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={
            <EmptyState title={shown === 'all' ? 'No invoices yet' : 'No invoice in this state'}>
              Completing a visit drafts its invoice by itself.
            </EmptyState>
          }
        />
      )}
      <InvoiceDrawer id={id} sections={sections} onClose={close} />
    </Page>
  )
}
