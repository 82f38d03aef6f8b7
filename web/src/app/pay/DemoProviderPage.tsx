import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { Money } from '../../ui/Money'
import { EntryPage } from '../session/EntryPage'
import { useDecideDemoChargeMutation, useDemoProviderPageQuery } from './pay.gen'

/** Stands for the page of a payment provider: approves or declines, and sends the hospital the signed event. */
export function DemoProviderPage() {
  const secret = useLocation().hash.slice(1)
  const { data, error } = useDemoProviderPageQuery({ variables: { secret }, fetchPolicy: 'no-cache' })
  const [decide, { loading }] = useDecideDemoChargeMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const charge = data?.demoCharge
  const answer = async (approve: boolean) => {
    setProblem(null)
    try {
      const { data: decided } = await decide({ variables: { secret, approve } })
      if (!decided) return
      const { body, signature, returnUrl } = decided.decideDemoCharge
      // Lost on the way, it is found by the hospital's own question to the provider.
      await fetch('/webhooks/billing/DEMO', {
        method: 'POST',
        headers: { 'x-signature': signature, 'content-type': 'application/json' },
        body,
      }).catch(() => null)
      leaveTo(returnUrl)
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  const shown = problem ?? (error && problemOf(error))
  return (
    <EntryPage
      title="Demo payment provider"
      lead="No money is moved: this page stands for a real provider’s."
    >
      {shown && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {shown.message}
        </Alert>
      )}
      {!charge && !error && <Skeleton variant="rounded" height={120} />}
      {charge && (
        <>
          <Typography>{charge.description}</Typography>
          <Typography component="p" sx={{ fontSize: '2rem', fontWeight: 700, mb: 2 }}>
            <Money value={charge.amount} />
          </Typography>
          {charge.open ? (
            <Box sx={{ display: 'flex', gap: 1 }}>
              <Button variant="contained" size="large" loading={loading} onClick={() => void answer(true)}>
                Approve
              </Button>
              <Button size="large" color="error" loading={loading} onClick={() => void answer(false)}>
                Decline
              </Button>
            </Box>
          ) : (
            <Button variant="contained" size="large" onClick={() => leaveTo(charge.returnUrl)}>
              Back to the hospital
            </Button>
          )}
        </>
      )}
    </EntryPage>
  )
}

/** Loaded anew, as by a provider elsewhere. */
const leaveTo = (url: string) => window.location.assign(url)
