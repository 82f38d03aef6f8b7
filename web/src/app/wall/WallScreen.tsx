import Box from '@mui/material/Box'
import { useEffect } from 'react'
import { WallBoard } from '../../features/appointments/WallBoard'
import { useShellQuery } from '../shell/shell.gen'
import { LocationProvider } from '../../ui/location'
import { OutageBanner } from '../shell/OutageBanner'
import { Splash } from '../shell/Splash'

const askAgainAfter = 10_000

/** Keeps the screen lit while the page is in front; a browser that cannot leaves it to its own settings. */
function useAwake() {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    const keep = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      void navigator.wakeLock.request('screen').then(
        (given) => {
          lock = given
        },
        () => {},
      )
    }
    keep()
    document.addEventListener('visibilitychange', keep)
    return () => {
      document.removeEventListener('visibilitychange', keep)
      void lock?.release()
    }
  }, [])
}

/** What an account of a wall screen sees: the day of its location and nothing to do; it recovers by itself (AU8). */
export function WallScreen({ locationId }: { locationId: string | null }) {
  const { data, refetch } = useShellQuery()
  useAwake()
  const location = data?.locations.find(({ id }) => id === locationId) ?? data?.locations[0]
  const isMissing = !location
  useEffect(() => {
    if (!isMissing) return
    const timer = setInterval(() => void refetch().catch(() => {}), askAgainAfter)
    return () => clearInterval(timer)
  }, [isMissing, refetch])
  if (!location) return <Splash />
  return (
    <LocationProvider value={location}>
      <OutageBanner />
      <Box component="main" sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
        <WallBoard />
      </Box>
    </LocationProvider>
  )
}
