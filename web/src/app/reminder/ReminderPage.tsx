import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { EntryPage } from '../session/EntryPage'
import { useOpenedLink } from '../useOpenedLink'
import { Appointment } from './Appointment'
import { useOpenReminderMutation, useWithdrawRemindersMutation } from './reminder.gen'

const titles = ['Our e-mails to you', 'Your visit', 'Your visits']

/** Where a reminder leads: its visits are confirmed or cancelled there, and reminders stopped, without signing in. */
export function ReminderPage() {
  const [open] = useOpenReminderMutation({ fetchPolicy: 'no-cache' })
  const { secret: token, opened, problem } = useOpenedLink(open, 'token')
  if (problem)
    return (
      <EntryPage title="This link does not work" lead="Open the link of your latest reminder, or call us.">
        <Alert severity="error">{problem.message}</Alert>
      </EntryPage>
    )
  if (!opened)
    return (
      <EntryPage title="Your visits" lead=" ">
        <Skeleton variant="rounded" height={160} />
      </EntryPage>
    )
  const visits = opened.openReminder
  return (
    <EntryPage
      title={titles[Math.min(visits.length, 2)]!}
      lead={visits.length > 0 ? 'Please tell us whether you are coming.' : 'There is no visit to confirm.'}
      wide
    >
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {visits.map((visit) => (
          <Appointment key={visit.id} token={token} visit={visit} />
        ))}
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 3 }}>
        Another time?{' '}
        <Typography component={Link} to="/" variant="body2" sx={{ color: 'primary.main' }}>
          Sign in to the portal
        </Typography>{' '}
        to book or move a visit, or call us.
      </Typography>
      <Withdraw token={token} />
    </EntryPage>
  )
}

/** Withdraws the consent to such e-mails: to reminders, or to news (C4). */
function Withdraw({ token }: { token: string }) {
  const [withdraw, { data, loading }] = useWithdrawRemindersMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const stop = () =>
    withdraw({ variables: { token } }).catch((error: unknown) => setProblem(problemOf(error)))
  return (
    <Box sx={{ mt: 3, pt: 2, borderTop: 1, borderColor: 'divider' }}>
      {data ? (
        <Alert severity="success">
          You do not get e-mails like this any more. You can allow it again in the portal, or tell us.
        </Alert>
      ) : (
        <>
          {problem && (
            <Alert severity="error" sx={{ mb: 1 }}>
              {problem.message}
            </Alert>
          )}
          <Button color="inherit" size="small" loading={loading} onClick={() => void stop()}>
            Stop e-mails like this
          </Button>
        </>
      )}
    </Box>
  )
}
