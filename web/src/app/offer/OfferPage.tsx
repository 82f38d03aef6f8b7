import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { formatDateTime } from '../../ui/format'
import { EntryPage } from '../session/EntryPage'
import { useOpenedLink } from '../useOpenedLink'
import { useAcceptSlotOfferMutation, useOpenSlotOfferMutation } from './offer.gen'

/** Whoever has the link to an offered time takes it (AP13). */
export function OfferPage() {
  const [open] = useOpenSlotOfferMutation({ fetchPolicy: 'no-cache' })
  const [accept, { loading }] = useAcceptSlotOfferMutation({ fetchPolicy: 'no-cache' })
  const { secret: token, opened, problem: unopened } = useOpenedLink(open, 'token')
  const [isTaken, setTaken] = useState(false)
  const [refused, setRefused] = useState<Problem | null>(null)
  const take = async () => {
    try {
      await accept({ variables: { token } })
      setTaken(true)
    } catch (error) {
      setRefused(problemOf(error))
    }
  }
  const problem = unopened ?? refused
  if (problem)
    return (
      <EntryPage
        title="This time is not free any more"
        lead="You stay on the list unless it is booked for you already. Call us if you are in doubt."
      >
        <Alert severity="error">{problem.message}</Alert>
      </EntryPage>
    )
  if (!opened)
    return (
      <EntryPage title="A free time" lead=" ">
        <Skeleton variant="rounded" height={120} />
      </EntryPage>
    )
  const { petName, typeName, vetName, locationName, timeZone, startsAt, expiresAt } = opened.openSlotOffer
  const accepted = isTaken || opened.openSlotOffer.accepted
  const when = formatDateTime(startsAt, timeZone)
  return (
    <EntryPage
      title={accepted ? 'It is booked' : `A free time for ${petName}`}
      lead={`${typeName} with ${vetName}, ${locationName}`}
    >
      <Typography component="p" sx={{ fontSize: '1.5rem', fontWeight: 700, mb: 2 }}>
        {when}
      </Typography>
      {accepted ? (
        <Alert severity="success">
          {petName} is booked. If you cannot come, please call us as early as you can.
        </Alert>
      ) : (
        <>
          <Button
            variant="contained"
            size="large"
            fullWidth
            autoFocus
            loading={loading}
            onClick={() => void take()}
          >
            Take this time
          </Button>
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 2 }}>
            The link works until {formatDateTime(expiresAt, timeZone)}. The time is not held: whoever takes it
            first has it.
          </Typography>
        </>
      )}
    </EntryPage>
  )
}
