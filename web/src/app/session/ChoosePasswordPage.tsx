import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { useState } from 'react'
import { Link as RouterLink, useLocation } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { wrong } from '../../ui/fields'
import { useInvitationPageMutation, useResetPageMutation } from './access.gen'
import { EntryForm } from './EntryForm'
import { EntryPage } from './EntryPage'
import { PasswordField, passwordHint } from './PasswordField'

const words = {
  reset: {
    title: 'Choose a new password',
    lead: 'Whoever is signed in to your account elsewhere is signed out.',
    withoutToken: 'Open the link in the e-mail that we have sent you, or ask for a new one.',
  },
  invitation: {
    title: 'Welcome to the hospital',
    lead: 'Choose a password, and your account is ready.',
    withoutToken:
      'Open the link in your invitation. If it has run out, ask your administrator for a new one.',
  },
}

/** Where the links of a reset and of an invitation lead: the secret stands behind the `#`. */
export function ChoosePasswordPage({ purpose }: { purpose: 'reset' | 'invitation' }) {
  const token = useLocation().hash.slice(1)
  const [reset, resetting] = useResetPageMutation({ fetchPolicy: 'no-cache' })
  const [accept, accepting] = useInvitationPageMutation({ fetchPolicy: 'no-cache' })
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [done, setDone] = useState(false)
  const submit = async () => {
    setProblem(null)
    try {
      await (purpose === 'reset' ? reset : accept)({ variables: { input: { token, password } } })
      setDone(true)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  if (done) {
    return (
      <EntryPage title="Done" lead="Your password is set. Sign in with it.">
        <Button component={RouterLink} to="/login" variant="contained" size="large" autoFocus fullWidth>
          To the sign-in
        </Button>
      </EntryPage>
    )
  }
  const { title, lead, withoutToken } = words[purpose]
  if (!token) {
    return (
      <EntryPage title="This link is not complete" lead={withoutToken}>
        <OtherWays purpose={purpose} />
      </EntryPage>
    )
  }
  return (
    <EntryPage title={title} lead={lead}>
      <EntryForm
        submitLabel="Set the password"
        busy={resetting.loading || accepting.loading}
        problem={problem}
        fields={['password']}
        onSubmit={() => void submit()}
      >
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          helperText={passwordHint}
          {...wrong(problem, 'password')}
        />
      </EntryForm>
      {problem?.field === 'token' && <OtherWays purpose={purpose} />}
    </EntryPage>
  )
}

/** Where to go when the link does not work. */
function OtherWays({ purpose }: { purpose: 'reset' | 'invitation' }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 1, mt: 3 }}>
      {purpose === 'reset' && (
        <Link component={RouterLink} to="/forgot" variant="body2">
          Send me a new link
        </Link>
      )}
      <Link component={RouterLink} to="/login" variant="body2">
        To the sign-in
      </Link>
    </Box>
  )
}
