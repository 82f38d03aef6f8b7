import { skipToken } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import TextField from '@mui/material/TextField'
import type { Problem } from '../../../ui/errors'
import { useBookedOwnerQuery } from './booking.gen'

interface Props {
  ownerId: string | null
  /** The refusal of a booking that was tried without the reason. */
  problem: Problem | null
  reason: string
  onReason: (reason: string) => void
}

export const isCreditStop = (problem: Problem | null): boolean =>
  problem?.extensions['rule'] === 'credit_stop'

/** Says that the client's credit is stopped, and takes the reason for booking all the same (B11). */
export function CreditStopNotice({ ownerId, problem, reason, onReason }: Props) {
  const { data } = useBookedOwnerQuery(
    ownerId ? { variables: { id: ownerId }, fetchPolicy: 'cache-and-network' } : skipToken,
  )
  const stop = ownerId ? data?.owner?.creditStop : null
  const refused = isCreditStop(problem)
  if (!stop && !refused) return null
  return (
    <>
      <Alert severity="warning" sx={{ py: 0 }}>
        {stop ? `Credit stopped: ${stop.reason}` : problem?.message}
      </Alert>
      <TextField
        label="Booked all the same because"
        value={reason}
        required
        error={refused && reason.trim() === ''}
        onChange={(event) => onReason(event.target.value)}
        helperText="The reason stands in the history of the visit."
      />
    </>
  )
}
