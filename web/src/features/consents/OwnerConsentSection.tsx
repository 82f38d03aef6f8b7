import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { useCan } from '../../ui/viewer'
import { useOwnerConsentSectionQuery } from './consents.gen'
import { ConsentTable } from './ConsentTable'

/** How a client may be reached and for what, on the client's page. */
export function OwnerConsentSection({ ownerId }: { ownerId: string }) {
  const mayWrite = useCan('consent:write')
  const { data, error, refetch } = useOwnerConsentSectionQuery({
    variables: { ownerId },
    fetchPolicy: 'cache-and-network',
  })
  const consents = data?.owner?.consents ?? undefined
  return (
    <Section title="Contact consent" id="consent">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={consents ? 'line' : 'page'} />}
      {(!error || consents) && (
        <ConsentTable ownerId={ownerId} consents={consents} readOnly={!mayWrite} refetch={refetch} />
      )}
    </Section>
  )
}
