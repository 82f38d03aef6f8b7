import Button from '@mui/material/Button'
import { useEffect } from 'react'
import { Navigate, useLocation } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { ShortcutProvider } from '../../ui/shortcuts'
import { ViewerProvider } from '../../ui/viewer'
import { Shell } from '../shell/Shell'
import { Splash } from '../shell/Splash'
import { ReloginDialog } from './ReloginDialog'
import { session, useSession } from './session'

export function SignedIn() {
  const { phase, user } = useSession()
  const { pathname, search } = useLocation()
  if (phase === 'starting') return <Splash />
  if (phase === 'unreachable') return <Unreachable />
  if (phase === 'signed-out') {
    const from = pathname === '/' && search === '' ? '' : `?from=${encodeURIComponent(pathname + search)}`
    return <Navigate to={`/login${from}`} replace />
  }
  return (
    <ViewerProvider value={user}>
      <ShortcutProvider>
        <Shell key={user.id} />
        <ReloginDialog open={phase === 'lost'} email={user.email} />
      </ShortcutProvider>
    </ViewerProvider>
  )
}

function Unreachable() {
  useEffect(() => {
    const again = () => void session.start()
    window.addEventListener('online', again)
    const timer = setTimeout(again, 5_000)
    return () => {
      window.removeEventListener('online', again)
      clearTimeout(timer)
    }
  }, [])
  return (
    <main role="alert">
      <EmptyState
        title="The hospital’s server does not answer"
        action={
          <Button variant="contained" onClick={() => void session.start()}>
            Try now
          </Button>
        }
      >
        Vetgraph keeps trying by itself. If other sites work, tell your administrator.
      </EmptyState>
    </main>
  )
}
