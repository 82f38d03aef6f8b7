import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { problemOf } from '../../ui/errors'
import { useForgotPageMutation, useResendVerificationMutation } from './access.gen'
import { EntryPage } from './EntryPage'

const leads = {
  reset: (email: string) => `If there is an account with the address ${email}, we have sent an e-mail to it.`,
  verification: (email: string) => `We have sent an e-mail to ${email}.`,
}

const nextSteps = {
  reset: 'Follow the link in it to choose a new password. It works for one hour.',
  verification: 'Follow the link in it, then you can sign in. It works for two days.',
}

/** What to do next stands in a mailbox. It says the same for every address, as the server does. */
export function MailSent({ email, again }: { email: string; again: 'verification' | 'reset' }) {
  const [resend, verification] = useResendVerificationMutation({ fetchPolicy: 'no-cache' })
  const [forgot, reset] = useForgotPageMutation({ fetchPolicy: 'no-cache' })
  const [answer, setAnswer] = useState<string | null>(null)
  const sendAgain = async () => {
    try {
      await (again === 'reset' ? forgot : resend)({ variables: { email } })
      setAnswer('Sent again, unless we wrote to you within the last two minutes.')
    } catch (error) {
      setAnswer(problemOf(error).message)
    }
  }
  return (
    <EntryPage title="Look into your mailbox" lead={leads[again](email)}>
      <Typography>{nextSteps[again]}</Typography>
      <Typography sx={{ color: 'text.secondary', mt: 2 }}>
        Nothing there? Look among the spam, and check that the address is written right.
      </Typography>
      {answer && (
        <Alert severity="info" role="status" sx={{ mt: 2 }}>
          {answer}
        </Alert>
      )}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 3 }}>
        <Button
          variant="outlined"
          loading={verification.loading || reset.loading}
          onClick={() => void sendAgain()}
        >
          Send again
        </Button>
        <Link component={RouterLink} to="/login" variant="body2">
          To the sign-in
        </Link>
      </Box>
    </EntryPage>
  )
}
