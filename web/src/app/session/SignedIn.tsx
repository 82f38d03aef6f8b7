import Button from '@mui/material/Button'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { Navigate, useLocation } from 'react-router'
import { useThisWorkstationQuery } from '../workstation/workstation.gen'
import { EmptyState } from '../../ui/EmptyState'
import { FetchDocument } from '../../ui/documents'
import { FetchThumbnail } from '../../ui/photos'
import { RecordSections } from '../../ui/recordSections'
import { SendFile } from '../../ui/uploads'
import { ShortcutProvider } from '../../ui/shortcuts'
import { ViewerProvider } from '../../ui/viewer'
import { forgetEverything, lockScreen } from '../apollo/client'
import { RecordParts } from '../RecordParts'
import { Shell } from '../shell/Shell'
import { Splash } from '../shell/Splash'
import { Cover } from '../workstation/Cover'
import { useIdle } from '../workstation/useIdle'
import { fetchDocument } from './fetchDocument'
import { ReloginDialog } from './ReloginDialog'
import { sendFile } from './sendFile'
import { session, useSession } from './session'
import type { Session_userFragment } from './session.gen'
import { Thumbnails } from './thumbnails'

const SetUpDialog = lazy(async () => ({
  default: (await import('../second-factor/SetUpDialog')).SetUpDialog,
}))
const WallScreen = lazy(async () => ({ default: (await import('../wall/WallScreen')).WallScreen }))

// Only a shared workstation is ever locked: its browser fetches this beforehand, so that locking does not wait.
const loadLockScreen = async () => ({ default: (await import('../workstation/LockScreen')).LockScreen })
const LockScreen = lazy(loadLockScreen)

const lockByHand = () => void lockScreen(false)
const lockIdle = () => void lockScreen(true)

export function SignedIn() {
  const { phase, user } = useSession()
  const { pathname, search } = useLocation()
  if (phase === 'starting') return <Splash />
  if (phase === 'unreachable') return <Unreachable />
  if (phase === 'signed-out') {
    const from = pathname === '/' && search === '' ? '' : `?from=${encodeURIComponent(pathname + search)}`
    return <Navigate to={`/login${from}`} replace />
  }
  return <Desk user={user} lost={phase === 'lost'} />
}

interface DeskProps {
  user: Session_userFragment
  /** Whether the session has ended while somebody worked. */
  lost: boolean
}

/** What whoever is signed in works at; at a shared workstation it is covered when they leave. */
function Desk({ user, lost }: DeskProps) {
  const workstation = useThisWorkstationQuery({ fetchPolicy: 'cache-first' }).data?.workstation ?? null
  useEffect(() => {
    if (workstation) void loadLockScreen().catch(() => {})
  }, [workstation])
  const isScreen = user.roles.length > 0 && user.roles.every(({ role }) => role.key === 'SCREEN')
  useIdle(workstation && !lost && !isScreen ? workstation.idleMinutes : null, lockIdle)
  return (
    <ViewerProvider value={user}>
      <ShortcutProvider paused={lost}>
        {isScreen ? (
          <WallScreen locationId={user.roles[0]?.location?.id ?? null} />
        ) : (
          <FetchDocument value={fetchDocument}>
            <Equipped key={user.id}>
              <Work user={user} onLock={workstation ? lockByHand : null} />
            </Equipped>
          </FetchDocument>
        )}
        {lost && workstation && (
          <Suspense fallback={<Cover>{null}</Cover>}>
            <LockScreen workstation={workstation} user={user} />
          </Suspense>
        )}
        <ReloginDialog open={lost && !workstation} email={user.email} />
      </ShortcutProvider>
    </ViewerProvider>
  )
}

/** What pages need of the app; nobody sees what another person at the same browser has fetched. */
function Equipped({ children }: { children: ReactNode }) {
  const [thumbnails] = useState(() => new Thumbnails())
  useEffect(() => () => thumbnails.clear(), [thumbnails])
  return (
    <FetchThumbnail value={thumbnails.get}>
      <SendFile value={sendFile}>
        <RecordSections value={RecordParts}>{children}</RecordSections>
      </SendFile>
    </FetchThumbnail>
  )
}

/** A role may come to demand a second factor while somebody works: then the page waits beneath, as it was. */
function Work({ user, onLock }: { user: Session_userFragment; onLock: (() => void) | null }) {
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
      {entered && <Shell onLock={onLock} />}
      {settingUp && (
        <Suspense fallback={entered ? null : <Splash />}>
          <SetUpDialog
            title="Set up a second factor"
            lead="Your role demands one: a code from your phone beside the password. It takes two minutes, and then you can go on."
            replacing={false}
            onDone={() => void done()}
            onLeave={() => void forgetEverything()}
            leaveLabel="Sign out"
          />
        </Suspense>
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
