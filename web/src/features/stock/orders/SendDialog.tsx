import Typography from '@mui/material/Typography'
import { ChipsField, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { type Order_orderFragment, useSendPurchaseOrderMutation } from './orders.gen'

const labels = { way: 'How it is ordered' }

/** Sends a draft by e-mail, or notes that somebody orders it otherwise. */
export function SendDialog({ order, onClose }: { order: Order_orderFragment; onClose: () => void }) {
  const toast = useToast()
  const [send] = useSendPurchaseOrderMutation()
  const { name, email, phone } = order.supplier
  const form = useSave<{ way: string }>({
    labels,
    start: { way: email ? 'email' : 'otherwise' },
    save: async ({ way }, { headersFor }) => {
      const input = { id: order.id, version: order.version, byEmail: way === 'email' }
      const { data } = await send({ variables: { input }, context: headersFor(input) })
      toast({ message: `${data?.sendPurchaseOrder.number ?? 'The order'} is sent to ${name}.` })
      onClose()
    },
  })
  const otherwise = form.fields.watch('way') === 'otherwise'
  return (
    <SaveDialog
      form={form}
      title={`Send the order to ${name}`}
      submitLabel={otherwise ? 'Mark as sent' : 'Send by e-mail'}
      onClose={onClose}
      confirms
      width="xs"
    >
      {email && (
        <ChipsField
          name="way"
          options={[
            ['email', 'By e-mail'],
            ['otherwise', 'Otherwise'],
          ]}
        />
      )}
      <Typography sx={{ color: 'text.secondary' }}>
        {otherwise
          ? `Order it${phone ? ` by telephone at ${phone}` : ''} or on the supplier’s website; its PDF can be printed here afterwards.`
          : `It goes to ${email ?? ''} with its PDF.`}{' '}
        It gets its number and cannot be changed any more.
      </Typography>
    </SaveDialog>
  )
}
