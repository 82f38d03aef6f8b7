import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { Money } from '../../ui/Money'
import { Unavailable } from '../../ui/Unavailable'
import { When } from '../../ui/When'
import type { InvoiceRow_invoiceFragment } from './invoices.gen'
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

interface Props {
  list:
    { nodes: readonly InvoiceRow_invoiceFragment[]; pageInfo: { hasNextPage: boolean } } | null | undefined
  loading: boolean
  error: unknown
  onRetry: () => void
  onMore: () => void
}

/** The invoices of a client or of a patient, on its page. */
export function InvoicesTable({ list, loading, error, onRetry, onMore }: Props) {
  return (
    <>
      {Boolean(error) && <ErrorView error={error} onRetry={onRetry} form={list ? 'line' : 'page'} />}
      {(!error || list) && (
        <DataTable
          label="Invoices"
          columns={columns}
          rows={list?.nodes ?? []}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/invoices/${id}`}
          loading={loading}
          hasMore={list?.pageInfo.hasNextPage}
          onMore={onMore}
          empty={<EmptyState title="No invoices">Completing a visit drafts one by itself.</EmptyState>}
        />
      )}
    </>
  )
}
