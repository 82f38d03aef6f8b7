import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { Link as RouterLink, useNavigate } from 'react-router'
import { problemOf } from '../../../ui/errors'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { Money } from '../../../ui/Money'
import { Section } from '../../../ui/Section'
import { useToast } from '../../../ui/toasts'
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
  const navigate = useNavigate()
  const toast = useToast()
  const { headersFor, done } = useIdempotencyKey()
  const [createEstimate, { loading }] = useCreateEstimateMutation()
  const create = async () => {
    const input = { ownerId, locationId, title: 'Treatment', items: [] }
    try {
      const { data } = await createEstimate({ variables: { input }, context: headersFor(input) })
      done()
      if (data) void navigate(`/estimates/${data.createEstimate.id}`)
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
  return (
    <Can do="estimate:write">
      <Button loading={loading} onClick={() => void create()}>
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
