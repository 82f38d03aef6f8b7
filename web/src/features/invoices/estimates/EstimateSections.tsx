import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router'
import type { CreateEstimateInput } from '../../../gql/types'
import { useCurrentLocation } from '../../../ui/location'
import { Money } from '../../../ui/Money'
import { Section } from '../../../ui/Section'
import { useBegin } from '../../../ui/useBegin'
import { Can } from '../../../ui/viewer'
import {
  useCreateEstimateMutation,
  useInvoiceAboveEstimateSubscription,
  useInvoiceEstimateSectionQuery,
  usePetEstimatesOwnerQuery,
} from './estimates.gen'
import { EstimatesTable } from './EstimatesTable'

/** Begins an empty estimate at the current location and opens it. */
function NewEstimate({ ownerId }: { ownerId: string }) {
  const { id: locationId } = useCurrentLocation()
  const [createEstimate] = useCreateEstimateMutation()
  const { begin, beginning } = useBegin(async (input: CreateEstimateInput, context) => {
    const { data } = await createEstimate({ variables: { input }, context })
    return data ? `/estimates/${data.createEstimate.id}` : null
  })
  return (
    <Can do="estimate:write">
      <Button
        loading={beginning}
        onClick={() => void begin({ ownerId, locationId, title: 'Treatment', items: [] })}
      >
        New estimate
      </Button>
    </Can>
  )
}

const empty = {
  emptyTitle: 'No estimates',
  emptyText: 'An estimate says before treatment what it may cost.',
}

/** What a client was told that treatment may cost, on the client's page. */
export function OwnerEstimatesSection({ ownerId }: { ownerId: string }) {
  return (
    <Section title="Estimates" id="estimates" flush actions={<NewEstimate ownerId={ownerId} />}>
      <EstimatesTable filter={{ ownerId }} path="/estimates" {...empty} />
    </Section>
  )
}

/** Estimates with a line for a patient, on its chart. */
export function PetEstimatesSection({ petId }: { petId: string }) {
  const { data } = usePetEstimatesOwnerQuery({ variables: { petId } })
  const owner = data?.pet?.owner
  return (
    <Section title="Estimates" id="estimates" flush actions={owner && <NewEstimate ownerId={owner.id} />}>
      <EstimatesTable filter={{ petId }} path="/estimates" {...empty} />
    </Section>
  )
}

/** Which estimate an invoice was made of, and whether it has become dearer than the client accepted. */
export function InvoiceEstimateSection({ invoiceId }: { invoiceId: string }) {
  const { data } = useInvoiceEstimateSectionQuery({
    variables: { invoiceId },
    fetchPolicy: 'cache-and-network',
  })
  useInvoiceAboveEstimateSubscription({ variables: { invoiceId }, ignoreResults: true })
  const { estimate = null, aboveEstimate = null } = data?.invoice ?? {}
  if (!estimate) return null
  const link = (
    <Link component={RouterLink} to={`/estimates/${estimate.id}`} color="inherit">
      {estimate.title}
    </Link>
  )
  return (
    <Alert severity={aboveEstimate ? 'warning' : 'info'}>
      {aboveEstimate ? (
        <>
          <strong>
            <Money value={aboveEstimate} /> above the estimate.
          </strong>{' '}
          Ask the client before it is finalised: {link}
        </>
      ) : (
        <>Within the estimate: {link}</>
      )}
      {estimate.acceptedHigh && (
        <>
          , accepted up to <Money value={estimate.acceptedHigh} />.
        </>
      )}
    </Alert>
  )
}
