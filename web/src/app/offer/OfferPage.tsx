import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { formatDateTime } from '../../ui/format'
import { EntryPage } from '../session/EntryPage'
import { type OpenSlotOfferMutation, useAcceptSlotOfferMutation, useOpenSlotOfferMutation } from './offer.gen'

type Offer = OpenSlotOfferMutation['openSlotOffer']

/** Whoever has the link to an offered time takes it (AP13). */
export function OfferPage() {
  const token = useLocation().hash.slice(1)
  const [open] = useOpenSlotOfferMutation({ fetchPolicy: 'no-cache' })
  const [accept, { loading }] = useAcceptSlotOfferMutation({ fetchPolicy: 'no-cache' })
  const [offer, setOffer] = useState<Offer | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    let isHere = true
    open({ variables: { token } }).then(
      ({ data }) => isHere && setOffer(data?.openSlotOffer ?? null),
      (error: unknown) => isHere && setProblem(problemOf(error)),
    )
    return () => {
      isHere = false
    }
  }, [open, token])
  const take = async () => {
    try {
      await accept({ variables: { token } })
      setOffer((before) => before && { ...before, accepted: true })
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  if (problem)
    return (
      <EntryPage
        title="This time is not free any more"
        lead="You stay on the list unless it is booked for you already. Call us if you are in doubt."
      >
        <Alert severity="error">{problem.message}</Alert>
      </EntryPage>
    )
  if (!offer)
    return (
      <EntryPage title="A free time" lead=" ">
        <Skeleton variant="rounded" height={120} />
      </EntryPage>
    )
  const { petName, typeName, vetName, locationName, timeZone, startsAt, expiresAt, accepted } = offer
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
