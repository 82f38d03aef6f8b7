import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { formatTime } from '../../ui/format'
import { Logo } from '../../ui/Logo'
import { unsavedForms } from '../../ui/unsaved'
import { useNow } from '../../ui/useNow'
import { client, forgetEverything, lockScreen } from '../apollo/client'
import { type Granted, session } from '../session/session'
import { DemoBanner } from '../shell/DemoBanner'
import { Cover } from './Cover'
import { LeftBehind } from './LeftBehind'
import { type Workstation, WorkstationEntrance } from './WorkstationEntrance'

/** Written when a tab is opened again, with who did it, so that the others follow. */
const storageKey = 'vetgraph.unlocked'

interface Props {
  workstation: Workstation
  user: { id: string; name: string; email: string | null }
}

/** Covers the page of whoever left the shared workstation; their PIN brings it back as it was, with what they typed. */
export function LockScreen({ workstation, user }: Props) {
  const now = useNow()
  /** Who waits to take over from a person with something half filled; `anew` is nobody yet. */
  const [next, setNext] = useState<Granted | 'anew' | null>(null)
  useEffect(() => {
    const onStorage = ({ key, newValue }: StorageEvent) => {
      if (key !== storageKey) return
      // What somebody has not saved waits for them, whoever works in another tab meanwhile.
      if (unsavedForms() > 0 && !newValue?.startsWith(user.id)) session.lock()
      else void session.openedElsewhere().catch(() => {})
    }
    window.addEventListener('storage', onStorage)
    return () => window.removeEventListener('storage', onStorage)
  }, [user.id])
  const tellTabs = ({ user: { id } }: Granted) => localStorage.setItem(storageKey, `${id} ${Date.now()}`)
  const open = async (granted: Granted) => {
    // Nobody sees what another person's rights have brought.
    if (granted.user.id !== user.id) await client.clearStore()
    session.grant(granted)
    tellTabs(granted)
  }
  const onGranted = (granted: Granted) => {
    if (granted.user.id !== user.id && unsavedForms() > 0) setNext(granted)
    else void open(granted)
  }
  const leave = () => (unsavedForms() > 0 ? setNext('anew') : void forgetEverything())
  const stay = () => {
    setNext(null)
    if (next !== 'anew') void lockScreen(false)
  }
  const workInNewTab = (granted: Granted): boolean => {
    if (!window.open('/', '_blank')) return false
    session.lock()
    tellTabs(granted)
    setNext(null)
    return true
  }
  return (
    <Cover>
      <Box sx={{ position: 'fixed', inset: 0, zIndex: 2000, display: 'flex', flexDirection: 'column' }}>
        <DemoBanner />
        <Box
          component="main"
          aria-label="This workstation is locked"
          sx={{
            flex: 1,
            minHeight: 0,
            overflow: 'auto',
            display: 'grid',
            gridTemplateRows: 'auto 1fr auto',
            gap: 3,
            p: { xs: 2, md: 4 },
            backgroundColor: 'background.default',
          }}
        >
          <Box component="header" sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
            <Logo size={28} />
            <Typography component="h1" sx={{ flex: 1, fontWeight: 650 }}>
              {workstation.name}
            </Typography>
            <Typography className="tabular" sx={{ fontSize: '1.5rem', fontWeight: 650 }}>
              {workstation.location && formatTime(new Date(now).toISOString(), workstation.location.timeZone)}
            </Typography>
          </Box>
          <Box sx={{ display: 'grid', alignContent: 'center', justifyItems: 'center' }}>
            {next ? (
              <LeftBehind
                name={user.name}
                onNewTab={next === 'anew' ? null : () => workInNewTab(next)}
                onDiscard={() => void (next === 'anew' ? forgetEverything() : open(next))}
                onStay={stay}
              />
            ) : (
              <WorkstationEntrance workstation={workstation} last={user} onGranted={onGranted} />
            )}
          </Box>
          <Box component="footer" sx={{ textAlign: 'center' }}>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              The page of {user.name} stays as it is beneath.
            </Typography>
            {!next && (
              <Button color="inherit" size="small" onClick={leave}>
                Leave it and start anew
              </Button>
            )}
          </Box>
        </Box>
      </Box>
    </Cover>
  )
}
