import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import { lazy, Suspense, useCallback, useState } from 'react'
import { Outlet, useLocation, useNavigate, useNavigation } from 'react-router'
import { BookingLauncher, type BookingPrefill } from '../../ui/booking'
import { ErrorView } from '../../ui/ErrorView'
import { ChooseLocation, LocationProvider } from '../../ui/location'
import { useShortcut } from '../../ui/shortcuts'
import { useCan, useViewer } from '../../ui/viewer'
import { LoadFailureDialog } from '../LoadFailureDialog'
import { BarredPage } from './BarredPage'
import { areas } from '../../ui/feature'
import { areaAt, mayVisit } from './navigation'
import { NavigationBar, NavigationRail } from './Navigation'
import { NoLocation } from './NoLocation'
import { OutageBanner } from './OutageBanner'
import { PageTabs } from './PageTabs'
import { useShellQuery } from './shell.gen'
import { ShortcutsDialog } from './ShortcutsDialog'
import { SkipLink } from './SkipLink'
import { Splash } from './Splash'
import { TopBar } from './TopBar'
import { usePageStart } from './usePageStart'

const BookingDialog = lazy(async () => ({
  default: (await import('../../features/appointments/booking/BookingDialog')).BookingDialog,
}))

const storageKey = 'vetgraph.location'

/** `onLock` covers the page at a shared workstation; null elsewhere. */
export function Shell({ onLock }: { onLock: (() => void) | null }) {
  const seesLocations = useCan('location:read')
  const { data, error, refetch } = useShellQuery({ skip: !seesLocations })
  const [chosen, setChosen] = useState(() => localStorage.getItem(storageKey))
  const [booking, setBooking] = useState<{ key: number; prefill: BookingPrefill } | null>(null)
  const [shortcutsOpen, setShortcutsOpen] = useState(false)
  const loading = useNavigation().state === 'loading'
  const navigate = useNavigate()
  const mayBook = useCan('appointment:book')
  const { permissions } = useViewer()
  const { pathname, search } = useLocation()
  const main = usePageStart()
  const inArea = areaAt(pathname, permissions)

  // Whoever looks at Thursday's board books for Thursday, unless something else was pointed at.
  const book = useCallback(
    (prefill: BookingPrefill = {}) => {
      const board = new URLSearchParams(pathname === '/' ? search : '')
      const date = board.get('date') ?? undefined
      const vetId = board.get('vet') ?? undefined
      setBooking({ key: Date.now(), prefill: { date, vetId, ...prefill } })
    },
    [pathname, search],
  )
  const choose = useCallback((id: string) => {
    localStorage.setItem(storageKey, id)
    setChosen(id)
  }, [])
  useShortcut('?', 'Show these shortcuts', () => setShortcutsOpen(true))
  useShortcut('n', 'New booking', () => mayBook && book())
  useShortcut('mod+l', 'Lock this workstation', () => onLock?.())
  useShortcut('t', 'Go to today', () => void navigate('/'))
  useShortcut('d', 'Go to the dashboard', () => void navigate('/dashboard'))

  const locations = data?.locations ?? []
  const location = locations.find(({ id }) => id === chosen) ?? locations[0]
  if (!seesLocations || data?.locations.length === 0) return <NoLocation />
  if (error && !location) return <ErrorView error={error} onRetry={() => void refetch()} />
  if (!location) return <Splash />

  return (
    <LocationProvider value={location}>
      <ChooseLocation value={choose}>
        <BookingLauncher value={book}>
          <SkipLink />
          <Box
            sx={{
              flex: 1,
              minHeight: 0,
              display: 'flex',
              flexDirection: { xs: 'column', md: 'row' },
              overflow: 'hidden',
            }}
          >
            <NavigationRail />
            <Box sx={{ flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
              <TopBar
                locations={locations}
                onChooseLocation={choose}
                onShortcuts={() => setShortcutsOpen(true)}
                onLock={onLock}
              />
              <OutageBanner />
              {inArea[0]?.area && (
                <Box
                  component="nav"
                  aria-label={areas[inArea[0].area]}
                  sx={{ borderBottom: 1, borderColor: 'divider', backgroundColor: 'background.paper' }}
                >
                  <PageTabs pages={inArea} />
                </Box>
              )}
              <Box
                component="main"
                id="main"
                ref={main}
                tabIndex={-1}
                sx={{ position: 'relative', flex: 1, minHeight: 0, overflow: 'auto', outline: 'none' }}
              >
                {loading && (
                  <LinearProgress
                    aria-label="Loading page"
                    sx={{ position: 'absolute', insetInline: 0, top: 0, height: 2 }}
                  />
                )}
                {mayVisit(pathname, permissions) ? <Outlet /> : <BarredPage />}
              </Box>
            </Box>
            <NavigationBar />
          </Box>
          <ShortcutsDialog open={shortcutsOpen} onClose={() => setShortcutsOpen(false)} />
          {booking && (
            <LoadFailureDialog key={booking.key} onClose={() => setBooking(null)}>
              <Suspense fallback={null}>
                <BookingDialog prefill={booking.prefill} onClose={() => setBooking(null)} />
              </Suspense>
            </LoadFailureDialog>
          )}
        </BookingLauncher>
      </ChooseLocation>
    </LocationProvider>
  )
}
