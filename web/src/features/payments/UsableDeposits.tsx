import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { formatMoney } from '../../ui/format'
import { problemOf } from '../../ui/errors'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { useToast } from '../../ui/toasts'
import { purposeOf } from './depositWords'
import { type InvoicePaymentsSectionQuery, useUseDepositMutation } from './payments.gen'

interface Props {
  invoice: NonNullable<InvoicePaymentsSectionQuery['invoice']>
  onUsed: () => void
}

/** The deposits of the client that can pay this invoice. */
export function UsableDeposits({ invoice: { id: invoiceId, due, owner }, onUsed }: Props) {
  const { timeZone } = useCurrentLocation()
  const toast = useToast()
  const { headersFor, done } = useIdempotencyKey()
  const [use, { loading }] = useUseDepositMutation()
  const usable = (owner?.deposits ?? []).filter(({ unallocated }) => unallocated.currency === due.currency)
  if (due.amount === 0 || usable.length === 0) return null
  const pay = async (paymentId: string) => {
    const input = { paymentId, invoiceId }
    try {
      await use({ variables: { input }, context: headersFor(input) })
      done()
      onUsed()
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  return (
    <Box component="ul" aria-label="Deposits" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}>
      {usable.map((deposit) => (
        <Box component="li" key={deposit.id} sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            Deposit of {formatMoney(deposit.unallocated)} {purposeOf(deposit, timeZone)}
          </Box>
          <Button loading={loading} onClick={() => void pay(deposit.id)}>
            Use deposit
          </Button>
        </Box>
      ))}
    </Box>
  )
}
