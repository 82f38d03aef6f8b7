import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { Link as RouterLink, Navigate, useSearchParams } from 'react-router'
import { EntryPage } from './EntryPage'
import { LoginForm } from './LoginForm'
import { session, useSession } from './session'

/** Only a path of ours: an address in the link must not lead somewhere else after signing in. */
const safePath = (from: string | null): string =>
  from?.startsWith('/') && !/^\/[/\\]/.test(from) ? from : '/'

export function LoginPage() {
  const { phase } = useSession()
  const [params] = useSearchParams()
  if (phase === 'signed-in') return <Navigate to={safePath(params.get('from'))} replace />
  return (
    <EntryPage title="Sign in" lead="Good to have you back.">
      <LoginForm submitLabel="Sign in" onGranted={session.grant} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 1, mt: 3 }}>
        <Link component={RouterLink} to="/forgot" variant="body2">
          Forgot your password?
        </Link>
        <Link component={RouterLink} to="/register" variant="body2">
          New here with a pet? Sign up
        </Link>
      </Box>
    </EntryPage>
  )
}
