import MenuItem from '@mui/material/MenuItem'
import { useNavigate } from 'react-router'
import { useCurrentLocation } from '../../../ui/location'
import { Field, SaveDialog } from '../../../ui/SaveDialog'
import { useSave } from '../../../ui/useSave'
import { useCreatePurchaseOrderMutation, useOrderSuppliersQuery } from './orders.gen'

const labels = { supplierId: 'Supplier', note: 'Note to the supplier' }
type Values = Record<keyof typeof labels, string>

/** Begins an order; its lines are added on its page. */
export function NewOrderDialog({ onClose }: { onClose: () => void }) {
  const location = useCurrentLocation()
  const navigate = useNavigate()
  const { data } = useOrderSuppliersQuery()
  const [create] = useCreatePurchaseOrderMutation()
  const form = useSave<Values>({
    labels,
    start: { supplierId: '', note: '' },
    save: async (values, { headersFor }) => {
      const input = { ...values, locationId: location.id, lines: [] }
      const { data: created } = await create({ variables: { input }, context: headersFor(input) })
      if (created) void navigate(`/stock/orders/${created.createPurchaseOrder.id}`)
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`New order for ${location.name}`}
      submitLabel="Write order"
      onClose={onClose}
      width="xs"
    >
      <Field<Values> name="supplierId" select required autoFocus>
        {(data?.suppliers.nodes ?? []).map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <Field<Values> name="note" multiline minRows={2} />
    </SaveDialog>
  )
}
