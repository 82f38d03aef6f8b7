import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { lazy, Suspense } from 'react'
import { Link as RouterLink, Navigate, useSearchParams } from 'react-router'
import { useThisWorkstationQuery } from '../workstation/workstation.gen'
import { Splash } from '../shell/Splash'
import { EntryPage } from './EntryPage'
import { LoginForm } from './LoginForm'
import { ProviderButtons } from './ProviderButtons'
import { safePath } from './return'
import { session, useSession } from './session'

const WorkstationEntrance = lazy(async () => ({
  default: (await import('../workstation/WorkstationEntrance')).WorkstationEntrance,
}))

export function LoginPage() {
  const { phase, user } = useSession()
  const [params] = useSearchParams()
  const { data, loading } = useThisWorkstationQuery({ skip: phase !== 'signed-out' })
  const workstation = data?.workstation
  if (phase === 'signed-in') {
    // Whoever runs the hospital begins with its figures, everybody else with the day.
    const start = user.permissions.includes('revenue:read') ? '/dashboard' : '/'
    return <Navigate to={safePath(params.get('from') ?? start)} replace />
  }
  if (loading && !data) return <Splash />
  const otherWays = (
    <>
      <ProviderButtons from={params.get('from')} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 1, mt: 3 }}>
        <Link component={RouterLink} to="/forgot" variant="body2">
          Forgot your password?
        </Link>
        {!workstation && (
          <Link component={RouterLink} to="/register" variant="body2">
            New here with a pet? Sign up
          </Link>
        )}
      </Box>
    </>
  )
  return (
    <EntryPage title="Sign in" lead="Good to have you back.">
      {workstation ? (
        <>
          <Suspense fallback={null}>
            <WorkstationEntrance workstation={workstation} last={null} onGranted={session.grant} />
          </Suspense>
          {otherWays}
        </>
      ) : (
        <LoginForm submitLabel="Sign in" onGranted={session.grant}>
          {otherWays}
        </LoginForm>
      )}
    </EntryPage>
  )
}
