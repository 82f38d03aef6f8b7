import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { useMyConsentSectionQuery } from './consents.gen'
import { ConsentTable } from './ConsentTable'

/** How a pet owner wants to be reached, on the own profile; people without a household have none. */
export function MyConsentSection() {
  const { data, error, refetch } = useMyConsentSectionQuery({ fetchPolicy: 'cache-and-network' })
  const owner = data?.me?.owner
  if (data && !error && !owner) return null
  return (
    <Section title="How we may reach you" id="consent">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={owner ? 'line' : 'page'} />}
      {owner?.consents && <ConsentTable ownerId={owner.id} consents={owner.consents} refetch={refetch} />}
    </Section>
  )
}
