import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CircularProgress from '@mui/material/CircularProgress'
import { useEffect, useRef, useState } from 'react'
import { Link as RouterLink, useNavigate } from 'react-router'
import { type Problem, problemOf } from '../../ui/errors'
import { useConfirmOpenIdSignInMutation, useFinishOpenIdSignInMutation } from './access.gen'
import { CodeForm } from './CodeForm'
import { EntryPage } from './EntryPage'
import { comeBack, type Errand, safePath } from './return'
import { type Granted, session } from './session'

/** Where the browser comes back to from signing in elsewhere. */
export function CallbackPage() {
  const navigate = useNavigate()
  const [finish] = useFinishOpenIdSignInMutation({ fetchPolicy: 'no-cache' })
  const [confirm, { loading }] = useConfirmOpenIdSignInMutation({ fetchPolicy: 'no-cache' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [asked, setAsked] = useState(false)
  const errand = useRef<Errand | null>(null)

  const enter = (granted: Granted) => {
    session.grant(granted)
    void navigate(safePath(errand.current?.from ?? null), { replace: true })
  }
  const refused = (error: unknown) => {
    const next = problemOf(error)
    if (next.code === 'SECOND_FACTOR_REQUIRED') setAsked(true)
    setProblem(next.code === 'SECOND_FACTOR_REQUIRED' && !next.field ? null : next)
  }

  useEffect(() => {
    // What came back counts once, and React looks twice at an effect while it is developed.
    if (errand.current) return
    errand.current = comeBack()
    const came = new URLSearchParams(location.search)
    const [state, code] = [came.get('state'), came.get('code')]
    history.replaceState(history.state, '', location.pathname)
    if (!state || !code) {
      setProblem({
        code: 'CANCELLED',
        message: 'Nobody was signed in: you went back, or the other side refused.',
        field: null,
        requestId: null,
        extensions: {},
      })
      return
    }
    const input = { state, code, iss: came.get('iss'), signUp: errand.current.signUp }
    finish({ variables: { input } }).then(({ data }) => data && enter(data.finishOpenIdSignIn), refused)
  })

  if (asked) {
    return (
      <EntryPage title="One more step" lead="Your account has a second factor.">
        <CodeForm
          submitLabel="Sign in"
          busy={loading}
          problem={problem}
          onSubmit={(code) => {
            setProblem(null)
            confirm({ variables: { code } }).then(
              ({ data }) => data && enter(data.confirmOpenIdSignIn),
              refused,
            )
          }}
          onBack={() => void navigate('/login', { replace: true })}
        />
      </EntryPage>
    )
  }
  if (!problem) {
    return (
      <EntryPage title="Signing in" lead="A moment, please.">
        <CircularProgress aria-label="Signing in" />
      </EntryPage>
    )
  }
  return (
    <EntryPage title="That did not work" lead="You are not signed in.">
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Alert
          severity={problem.code === 'CANCELLED' || problem.code === 'UNAVAILABLE' ? 'warning' : 'error'}
          role="alert"
        >
          {problem.message}
        </Alert>
        <Button component={RouterLink} to="/login" variant="contained" size="large" sx={{ minHeight: 44 }}>
          Back to signing in
        </Button>
      </Box>
    </EntryPage>
  )
}
