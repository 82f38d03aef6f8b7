import Button from '@mui/material/Button'
import type { CreateInvoiceInput } from '../../../gql/types'
import { useBegin } from '../../../ui/useBegin'
import { Can } from '../../../ui/viewer'
import { useCreateVisitInvoiceMutation } from './drawer.gen'

interface Props {
  appointmentId: string
  ownerId: string
  locationId: string
}

/** Begins the invoice of a visit before it is completed, and opens it. */
export function NewVisitInvoice({ appointmentId, ownerId, locationId }: Props) {
  const [createInvoice] = useCreateVisitInvoiceMutation()
  const { begin, beginning } = useBegin(async (input: CreateInvoiceInput, context) => {
    const { data } = await createInvoice({ variables: { input }, context })
    return data ? `/invoices/${data.createInvoice.id}` : null
  })
  return (
    <Can do="invoice:write">
      <Button
        size="small"
        loading={beginning}
        onClick={() => void begin({ ownerId, locationId, appointmentId, items: [] })}
      >
        New invoice
      </Button>
    </Can>
  )
}
