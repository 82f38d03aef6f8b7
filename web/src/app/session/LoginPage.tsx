import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { Link as RouterLink, Navigate, useSearchParams } from 'react-router'
import { EntryPage } from './EntryPage'
import { LoginForm } from './LoginForm'
import { ProviderButtons } from './ProviderButtons'
import { safePath } from './return'
import { session, useSession } from './session'

export function LoginPage() {
  const { phase } = useSession()
  const [params] = useSearchParams()
  if (phase === 'signed-in') return <Navigate to={safePath(params.get('from'))} replace />
  return (
    <EntryPage title="Sign in" lead="Good to have you back.">
      <LoginForm submitLabel="Sign in" onGranted={session.grant} />
      <ProviderButtons from={params.get('from')} />
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
