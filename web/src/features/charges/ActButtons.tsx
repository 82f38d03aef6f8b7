import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { useIdempotencyKey } from '../../ui/idempotency'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { useToast } from '../../ui/toasts'
import { useCan } from '../../ui/viewer'
import { actText } from './actWords'
import { type UnbilledAct_actFragment, useChargeActsMutation, useWaiveChargeMutation } from './charges.gen'

interface Props {
  act: UnbilledAct_actFragment
  /** The draft that is open; null for the one that the act belongs to. */
  draft: { id: string; version: number } | null
  onDone: (invoiceId: string | null) => void
}

/** Charges what was done, or says why not. */
export function ActButtons({ act, draft, onDone }: Props) {
  const [open, setOpen] = useState(false)
  const toast = useToast()
  const { headersFor, done } = useIdempotencyKey()
  const canCharge = useCan('invoice:write')
  const canWaive = useCan('charge:waive')
  const [chargeActs, { loading }] = useChargeActsMutation({ refetchQueries: ['InvoiceDrawer'] })
  const [waive] = useWaiveChargeMutation()
  const charge = async () => {
    const input = { actIds: [act.id], invoiceId: draft?.id ?? null, version: draft?.version ?? null }
    try {
      const { data } = await chargeActs({ variables: { input }, context: headersFor(input) })
      done()
      toast({ message: `${act.description} is on the draft.` })
      onDone(data?.chargeActs.id ?? null)
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
      onDone(null)
    }
  }
  const name = `${act.description} of ${act.petName}`
  return (
    <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
      {canCharge && (
        <Button
          size="small"
          variant="outlined"
          loading={loading}
          aria-label={`Charge ${name}`}
          onClick={() => void charge()}
        >
          Charge
        </Button>
      )}
      {canWaive && (
        <Button
          size="small"
          color="inherit"
          aria-label={`No charge for ${name}`}
          onClick={() => setOpen(true)}
        >
          No charge
        </Button>
      )}
      {open && (
        <ReasonDialog
          title={`No charge for ${act.petName}?`}
          submitLabel="Do not charge"
          lead={actText(act)}
          usual={['Goodwill', 'Included in the price', 'Warranty', 'Done again by mistake']}
          onSave={async (reason, { headersFor }) => {
            const input = { actId: act.id, reason }
            await waive({ variables: { input }, context: headersFor(input) })
            setOpen(false)
            onDone(null)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </Box>
  )
}
