import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { NotificationBell } from '../../features/notifications/NotificationBell'
import { GlobalSearch } from '../../features/search/GlobalSearch'
import { useBooking } from '../../ui/booking'
import type { CurrentLocation } from '../../ui/location'
import { Can, useViewer } from '../../ui/viewer'
import { actions } from '../features'
import { LiveMark } from './LiveMark'
import { LocationSwitcher } from './LocationSwitcher'
import { placesFor } from './navigation'
import { useHospitalNameQuery } from './shell.gen'
import { UserMenu } from './UserMenu'

interface Props {
  locations: readonly CurrentLocation[]
  onChooseLocation: (id: string) => void
  onShortcuts: () => void
  /** At a shared workstation only. */
  onLock: (() => void) | null
}

export function TopBar({ locations, onChooseLocation, onShortcuts, onLock }: Props) {
  const book = useBooking()
  const { permissions } = useViewer()
  const places = placesFor(permissions).filter(({ to }) => to !== '/admin')
  return (
    <Box
      component="header"
      sx={{
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: { xs: 0.5, md: 1.5 },
        height: 56,
        px: { xs: 1, md: 2 },
        borderBottom: 1,
        borderColor: 'divider',
        backgroundColor: 'background.paper',
      }}
    >
      <Box sx={{ minWidth: 0, flex: { xs: 1, md: 'none' }, display: 'flex' }}>
        <Can
          do="appointment:read"

          otherwise={<HospitalName />}
        >
          <LocationSwitcher locations={locations} onChoose={onChooseLocation} />
        </Can>
      </Box>
      <LiveMark />
      <Box sx={{ flex: 1, display: { xs: 'none', md: 'block' } }} />
      <Can do="pet:read">
        <GlobalSearch places={places} actions={actions} />
      </Can>
      <Can do="appointment:book">
        <Button
          variant="contained"
          startIcon={<Add />}
          onClick={() => book()}
          aria-keyshortcuts="n"
          sx={{ display: { xs: 'none', md: 'inline-flex' } }}
        >
          New booking
        </Button>
      </Can>
      <Can do="notification:read">
        <NotificationBell />
      </Can>
      <UserMenu onShortcuts={onShortcuts} onLock={onLock} />
    </Box>
  )
}

/** Pet owners come to a hospital, not to a location's diary. */
function HospitalName() {
  const { data } = useHospitalNameQuery()
  return (
    <Box
      sx={{
        fontWeight: 700,
        fontSize: '1rem',
        letterSpacing: '-0.02em',
        px: 1,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      }}
    >
      {data?.settings?.logoUrl && (
        <Box
          component="img"
          src={data.settings.logoUrl}
          alt=""
          sx={{ height: 28, maxWidth: 96, objectFit: 'contain', mr: 1, verticalAlign: 'middle' }}
        />
      )}
      {data?.settings?.name}
    </Box>
  )
}
