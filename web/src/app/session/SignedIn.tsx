import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import { Navigate, useLocation } from 'react-router'
import type { Session_userFragment } from '../../gql/types'
import { EmptyState } from '../../ui/EmptyState'
import { ShortcutProvider } from '../../ui/shortcuts'
import { ViewerProvider } from '../../ui/viewer'
import { SetUpDialog } from '../second-factor/SetUpDialog'
import { Shell } from '../shell/Shell'
import { Splash } from '../shell/Splash'
import { forgetEverything } from '../apollo/client'
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
        <Work key={user.id} user={user} />
        <ReloginDialog open={phase === 'lost'} email={user.email} />
      </ShortcutProvider>
    </ViewerProvider>
  )
}

/** A role may come to demand a second factor while somebody works: then the page waits beneath, as it was. */
function Work({ user }: { user: Session_userFragment }) {
  const barred = user.secondFactor?.required === true && !user.secondFactor.enabled
  const [entered, setEntered] = useState(!barred)
  // Until the recovery codes are kept, whatever a refresh says meanwhile.
  const [settingUp, setSettingUp] = useState(barred)
  if (!barred && !entered) setEntered(true)
  if (barred && !settingUp) setSettingUp(true)
  const done = async () => {
    await session.refresh()
    setSettingUp(false)
  }
  return (
    <>
      {entered && <Shell />}
      {settingUp && (
        <SetUpDialog
          title="Set up a second factor"
          lead="Your role demands one: a code from your phone beside the password. It takes two minutes, and then you can go on."
          replacing={false}
          onDone={() => void done()}
          onLeave={() => void forgetEverything()}
          leaveLabel="Sign out"
        />
      )}
    </>
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
