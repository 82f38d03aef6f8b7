import Button from '@mui/material/Button'
import { problemOf } from '../../ui/errors'
import { useToast } from '../../ui/toasts'
import { useStartOnlinePaymentMutation } from './payments.gen'

/** Takes a client from the portal to the payment provider. */
export function PayOnlineButton({ invoiceId, number }: { invoiceId: string; number: string | null }) {
  const [start, { loading }] = useStartOnlinePaymentMutation()
  const toast = useToast()
  const pay = async () => {
    try {
      const { data } = await start({ variables: { invoiceId } })
      if (data) window.location.assign(data.startOnlinePayment.url)
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
  return (
    <Button
      variant="contained"
      size="small"
      loading={loading}
      aria-label={`Pay online: invoice ${number}`}
      onClick={() => void pay()}
    >
      Pay online
    </Button>
  )
}
