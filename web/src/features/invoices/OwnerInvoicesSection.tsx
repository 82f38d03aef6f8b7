import { Section } from '../../ui/Section'
import { useInvoicesChangedSubscription, useOwnerInvoicesSectionQuery } from './invoices.gen'
import { InvoicesTable } from './InvoicesTable'
import { NewInvoice } from './NewInvoice'

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
  const after = list?.pageInfo.endCursor
  return (
    <Section title="Invoices" id="invoices" flush actions={<NewInvoice ownerId={ownerId} />}>
      <InvoicesTable
        list={list}
        loading={loading}
        error={error}
        onRetry={() => void refetch()}
        onMore={() => void fetchMore({ variables: { after } }).catch(() => {})}
      />
    </Section>
  )
}
