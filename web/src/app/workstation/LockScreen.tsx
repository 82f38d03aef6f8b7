import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect } from 'react'
import { formatTime } from '../../ui/format'
import { Logo } from '../../ui/Logo'
import { useNow } from '../../ui/useNow'
import { client, forgetEverything } from '../apollo/client'
import { type Granted, session } from '../session/session'
import { Cover } from './Cover'
import { type Workstation, WorkstationEntrance } from './WorkstationEntrance'

/** Written when a tab is opened again, so that the others follow. */
const storageKey = 'vetgraph.unlocked'

interface Props {
  workstation: Workstation
  user: { id: string; name: string; email: string | null }
}

/** Covers the page of whoever left the shared workstation; their PIN brings it back as it was, with what they typed. */
export function LockScreen({ workstation, user }: Props) {
  const now = useNow()
  useEffect(() => {
    const onStorage = ({ key }: StorageEvent) => {
      if (key === storageKey) void session.openedElsewhere().catch(() => {})
    }
    window.addEventListener('storage', onStorage)
    return () => window.removeEventListener('storage', onStorage)
  }, [])
  const onGranted = async (granted: Granted) => {
    // Nobody sees what another person's rights have brought.
    if (granted.user.id !== user.id) await client.clearStore()
    session.grant(granted)
    localStorage.setItem(storageKey, String(Date.now()))
  }
  return (
    <Cover>
      <Box
        component="main"
        aria-label="This workstation is locked"
        sx={{
          position: 'fixed',
          inset: 0,
          zIndex: 2000,
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
          <WorkstationEntrance
            workstation={workstation}
            last={user}
            onGranted={(granted) => void onGranted(granted)}
          />
        </Box>
        <Box component="footer" sx={{ textAlign: 'center' }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            The page of {user.name} stays as it is beneath.
          </Typography>
          <Button color="inherit" size="small" onClick={() => void forgetEverything()}>
            Leave it and start anew
          </Button>
        </Box>
      </Box>
    </Cover>
  )
}
