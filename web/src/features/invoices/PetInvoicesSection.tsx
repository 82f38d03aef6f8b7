import { skipToken } from '@apollo/client/react'
import { Section } from '../../ui/Section'
import { useInvoicesChangedSubscription, usePetInvoicesSectionQuery } from './invoices.gen'
import { InvoicesTable } from './InvoicesTable'
import { NewInvoice } from './NewInvoice'

/** Invoices with a line for a patient, on its chart. */
export function PetInvoicesSection({ petId }: { petId: string }) {
  const { data, loading, error, refetch, fetchMore } = usePetInvoicesSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const owner = data?.pet?.owner
  useInvoicesChangedSubscription(
    owner
      ? {
          variables: { filter: { ownerId: owner.id } },
          ignoreResults: true,
          // A line for the patient may have been added to any invoice of its owner.
          onData: () => void refetch(),
        }
      : skipToken,
  )
  const list = data?.invoices
  const after = list?.pageInfo.endCursor
  return (
    <Section
      title="Invoices"
      id="invoices"
      flush
      actions={owner && <NewInvoice ownerId={owner.id} petId={petId} />}
    >
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
