import Button from '@mui/material/Button'
import { useNavigate } from 'react-router'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { Unavailable } from '../../ui/Unavailable'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import {
  type InvoiceRow_invoiceFragment,
  useCreateInvoiceMutation,
  useInvoicesChangedSubscription,
  useOwnerInvoicesSectionQuery,
} from './invoices.gen'
import { InvoiceStatusTag, invoiceTitle } from '../../ui/InvoiceStatusTag'

const columns: Column<InvoiceRow_invoiceFragment>[] = [
  { key: 'number', label: 'Invoice', render: invoiceTitle },
  {
    key: 'pet',
    label: 'Pet',
    render: ({ pet, owner }) => (pet || owner ? pet?.name : <Unavailable what="Pet" />),
  },
  { key: 'date', label: 'Date', render: ({ createdAt }) => <When at={createdAt} show="day" /> },
  { key: 'status', label: 'Status', render: ({ status }) => <InvoiceStatusTag status={status} /> },
  {
    key: 'total',
    label: 'Total',
    phone: 'end',
    align: 'right',
    render: ({ total }) => <Money value={total} />,
  },
]

/** Drafts an empty invoice at the current location and opens it. */
function useNewInvoice(ownerId: string) {
  const { id: locationId } = useCurrentLocation()
  const navigate = useNavigate()
  const toast = useToast()
  const { headersFor, done } = useIdempotencyKey()
  const [createInvoice, { loading }] = useCreateInvoiceMutation()
  const create = async () => {
    const input = { ownerId, locationId, items: [] }
    try {
      const { data } = await createInvoice({ variables: { input }, context: headersFor(input) })
      done()
      if (data) void navigate(`/invoices/${data.createInvoice.id}`)
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
  return { create, creating: loading }
}

/** What a client was charged, on the client's page. */
export function OwnerInvoicesSection({ ownerId }: { ownerId: string }) {
  const { data, loading, error, refetch, fetchMore } = useOwnerInvoicesSectionQuery({
    variables: { ownerId },
    fetchPolicy: 'cache-and-network',
  })
  useInvoicesChangedSubscription({
    variables: { filter: { ownerId } },
    ignoreResults: true,
    // What changed is in the cache already; only a new one has no place in the list yet.
    onData: ({ data: event }) => {
      if (event.data?.invoiceChanged.kind === 'DRAFTED') void refetch()
    },
  })
  const list = data?.owner?.invoices
  const { create, creating } = useNewInvoice(ownerId)
  const after = list?.pageInfo.endCursor
  return (
    <Section
      title="Invoices"
      id="invoices"
      flush
      actions={
        <Can do="invoice:write">
          <Button loading={creating} onClick={() => void create()}>
            New invoice
          </Button>
        </Can>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={list ? 'line' : 'page'} />}
      {(!error || list) && (
        <DataTable
          label="Invoices"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/invoices/${id}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
          empty={<EmptyState title="No invoices">Completing a visit drafts one by itself.</EmptyState>}
        />
      )}
    </Section>
  )
}
