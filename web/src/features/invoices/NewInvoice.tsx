import Button from '@mui/material/Button'
import type { CreateInvoiceInput } from '../../gql/types'
import { useCurrentLocation } from '../../ui/location'
import { useBegin } from '../../ui/useBegin'
import { Can } from '../../ui/viewer'
import { useCreateInvoiceMutation } from './invoices.gen'

interface Props {
  ownerId: string
  /** Whom new lines are for until somebody says otherwise. */
  petId?: string
}

/** Drafts an empty invoice at the current location and opens it. */
export function NewInvoice({ ownerId, petId }: Props) {
  const { id: locationId } = useCurrentLocation()
  const [createInvoice] = useCreateInvoiceMutation()
  const { begin, beginning } = useBegin(async (input: CreateInvoiceInput, context) => {
    const { data } = await createInvoice({ variables: { input }, context })
    return data ? `/invoices/${data.createInvoice.id}${petId ? `?pet=${petId}` : ''}` : null
  })
  return (
    <Can do="invoice:write">
      <Button loading={beginning} onClick={() => void begin({ ownerId, locationId, items: [] })}>
        New invoice
      </Button>
    </Can>
  )
}
