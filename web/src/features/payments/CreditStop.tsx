import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { useCurrentLocation } from '../../ui/location'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { useToast } from '../../ui/toasts'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { useCreditStopSectionQuery, useReleaseCreditMutation, useStopCreditMutation } from './payments.gen'

/** Says on a client's page that ordinary visits are stopped; nothing when they are not. */
export function CreditStopSection({ ownerId }: { ownerId: string }) {
  const { timeZone } = useCurrentLocation()
  const toast = useToast()
  const { data } = useCreditStopSectionQuery({ variables: { ownerId }, fetchPolicy: 'cache-and-network' })
  const [releaseCredit, { loading }] = useReleaseCreditMutation()
  const stop = data?.owner?.creditStop
  if (!stop) return null
  const release = async () => {
    try {
      await releaseCredit({ variables: { ownerId } })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  return (
    <Alert
      severity="warning"
      action={
        <Can do="credit:stop">
          <Button color="inherit" size="small" loading={loading} onClick={() => void release()}>
            Release
          </Button>
        </Can>
      }
    >
      <strong>Credit stopped</strong> since <When at={stop.since} show="day" zone={timeZone} />
      {stop.stoppedBy ? ` by ${stop.stoppedBy.name}` : ' by the payment terms'}: {stop.reason}. Ordinary
      visits are booked with a reason only; emergencies are not stopped.
    </Alert>
  )
}

/** Stops the ordinary visits of a client, with the reason. */
export function StopCreditButton({ ownerId }: { ownerId: string }) {
  const [open, setOpen] = useState(false)
  const { data } = useCreditStopSectionQuery({ variables: { ownerId } })
  const [stopCredit] = useStopCreditMutation()
  if (!data?.owner || data.owner.creditStop) return null
  return (
    <Can do="credit:stop">
      <Button color="inherit" onClick={() => setOpen(true)}>
        Stop credit
      </Button>
      {open && (
        <ReasonDialog
          title="Stop this client’s credit?"
          submitLabel="Stop credit"
          lead="Ordinary visits are booked with a reason only until the credit is released. Emergencies are not stopped."
          onSave={async (reason) => {
            await stopCredit({ variables: { input: { ownerId, reason } } })
            setOpen(false)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </Can>
  )
}
