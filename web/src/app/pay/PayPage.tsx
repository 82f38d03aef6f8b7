import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { Money } from '../../ui/Money'
import { EntryPage } from '../session/EntryPage'
import { useOpenedLink } from '../useOpenedLink'
import { usePayPageMutation, usePayPageStartMutation } from './pay.gen'

/** Whoever has a link to one invoice sees what is due and goes on to the provider (P4). */
export function PayPage() {
  const [open] = usePayPageMutation({ fetchPolicy: 'no-cache' })
  const { secret: token, opened, problem } = useOpenedLink(open, 'token')
  if (problem)
    return (
      <EntryPage
        title="This link does not work"
        lead="It has expired, or the hospital has taken it back. Call us, and we send you another."
      >
        <Alert severity="error">{problem.message}</Alert>
      </EntryPage>
    )
  if (!opened)
    return (
      <EntryPage title="Pay an invoice" lead=" ">
        <Skeleton variant="rounded" height={120} />
      </EntryPage>
    )
  const { number, hospital, due } = opened.openPayLink
  const lead = [`Invoice ${number}`, hospital].filter(Boolean).join(', ')
  return due.amount === 0 ? (
    <EntryPage title="It is paid" lead={lead}>
      <Alert severity="success">Thank you. Nothing is due on this invoice any more.</Alert>
    </EntryPage>
  ) : (
    <EntryPage title="Pay an invoice" lead={lead}>
      <Typography component="p" sx={{ fontSize: '2rem', fontWeight: 700, mb: 2 }}>
        <Money value={due} />
      </Typography>
      <Pay token={token} />
    </EntryPage>
  )
}

function Pay({ token }: { token: string }) {
  const [start, { loading }] = usePayPageStartMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const pay = async () => {
    setProblem(null)
    try {
      const { data } = await start({ variables: { token } })
      if (data) window.location.assign(data.startOnlinePayment.url)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <>
      {problem && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {problem.message}
        </Alert>
      )}
      <Button
        variant="contained"
        size="large"
        fullWidth
        autoFocus
        loading={loading}
        onClick={() => void pay()}
      >
        Pay online
      </Button>
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 2 }}>
        You type your card at the payment provider; the hospital never sees it.
      </Typography>
    </>
  )
}
