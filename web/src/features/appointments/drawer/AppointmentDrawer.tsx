import Drawer from '@mui/material/Drawer'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'

interface Props {
  id: string | null
  onClose: () => void
  onMove: (appointment: AppointmentChip_appointmentFragment) => void
}

const load = async () => ({ default: (await import('./AppointmentContent')).AppointmentContent })
const Content = lazy(load)

/** A visit beside the board; what it shows is fetched behind the board, so that the first opening does not wait. */
export function AppointmentDrawer({ id, onClose, onMove }: Props) {
  useEffect(() => void load().catch(() => null), [])
  // The last one stays while the drawer slides out.
  const [shown, setShown] = useState(id)
  if (id !== null && id !== shown) setShown(id)
  return (
    <Drawer
      anchor="right"
      open={id !== null}
      onClose={onClose}
      slotProps={{
        paper: {
          'aria-labelledby': 'appointment-drawer-title',
          sx: { width: { xs: '100%', sm: 430 }, borderLeft: 1, borderColor: 'divider' },
        },
      }}
    >
      <Suspense fallback={null}>
        {shown && <Content key={shown} id={shown} onClose={onClose} onMove={onMove} />}
      </Suspense>
    </Drawer>
  )
}
