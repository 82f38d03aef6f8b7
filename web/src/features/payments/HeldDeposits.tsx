import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useCurrentLocation } from '../../ui/location'
import { Money } from '../../ui/Money'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { Can } from '../../ui/viewer'
import { purposeOf } from './depositWords'
import { type Deposit_paymentFragment, useForfeitDepositMutation } from './payments.gen'

interface Props {
  deposits: readonly Deposit_paymentFragment[]
  onChanged: () => void
}

/** The deposits of a client that are held still. */
export function HeldDeposits({ deposits, onChanged }: Props) {
  const { timeZone } = useCurrentLocation()
  const [kept, setKept] = useState<Deposit_paymentFragment | null>(null)
  if (deposits.length === 0) return null
  return (
    <Box component="ul" aria-label="Deposits" sx={{ listStyle: 'none', m: 0, mb: 1, p: 0 }}>
      {deposits.map((deposit) => (
        <Box component="li" key={deposit.id} sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
          <Box sx={{ minWidth: 0 }}>
            <Link component={RouterLink} underline="always" to={`/payments?payment=${deposit.id}`}>
              Deposit
            </Link>{' '}
            {purposeOf(deposit, timeZone)}: <Money value={deposit.unallocated} />
          </Box>
          <Can do="deposit:forfeit">
            <Button color="error" onClick={() => setKept(deposit)}>
              Keep as fee
            </Button>
          </Can>
        </Box>
      ))}
      {kept && <KeepDepositDialog deposit={kept} onKept={onChanged} onClose={() => setKept(null)} />}
    </Box>
  )
}

interface KeepProps {
  deposit: Deposit_paymentFragment
  onKept: () => void
  onClose: () => void
}

function KeepDepositDialog({ deposit, onKept, onClose }: KeepProps) {
  const toast = useToast()
  const [keep] = useForfeitDepositMutation()
  const form = useSave({
    labels: { description: 'Line of the invoice' },
    start: { description: 'Visit not attended' },
    save: async ({ description }, { headersFor }) => {
      const input = { paymentId: deposit.id, version: deposit.version, description }
      const { data } = await keep({ variables: { input }, context: headersFor(input) })
      const number = data?.forfeitDeposit.allocations.at(-1)?.invoice?.number
      toast({ message: `The deposit pays invoice ${number ?? 'of the fee'}.` })
      onKept()
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title="Keep the deposit?"
      submitLabel="Keep as fee"
      danger
      onClose={onClose}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        An invoice of <Money value={deposit.unallocated} />, tax included, is finalised and paid with it.
      </Typography>
      <Field name="description" required autoFocus />
    </SaveDialog>
  )
}
