import WarningAmber from '@mui/icons-material/WarningAmber'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { formatTime } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { StatusChip, statusColour } from '../../../ui/StatusChip'
import { useNow } from '../../../ui/useNow'
import { Unavailable } from '../../../ui/Unavailable'
import { PatientName } from './PatientName'
import { ChipWords } from './AppointmentChip'

interface Props {
  appointments: readonly AppointmentChip_appointmentFragment[]
  fresh: ReadonlySet<string>
  onOpen: (id: string) => void
}

/** The day on a phone: one list by time. */
export function Agenda({ appointments, fresh, onOpen }: Props) {
  const { timeZone: zone } = useCurrentLocation()
  const now = useNow()
  const sorted = [...appointments].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const next = sorted.find(({ endsAt }) => Date.parse(endsAt) > now)
  const nextItem = useRef<HTMLLIElement>(null)
  // Opened at noon, the list starts at noon; later events must not move it under the thumb.
  useEffect(() => {
    nextItem.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <Box
      component="ol"
      aria-label="Appointments by time"
      sx={{ listStyle: 'none', m: 0, p: 0, pb: 9, display: 'grid', gap: 1 }}
    >
      {sorted.map((appointment) => {
        const { id, pet, vet, type, status, startsAt, endsAt, reason } = appointment
        return (
          <Box component="li" key={id} ref={id === next?.id && id !== sorted[0]?.id ? nextItem : undefined}>
            {id === next?.id && id !== sorted[0]?.id && (
              <Box
                sx={{
                  display: 'flex',
                  alignItems: 'center',
                  gap: 1,
                  mb: 1,
                  color: 'var(--vg-palette-surface-now)',
                  fontSize: '0.75rem',
                  fontWeight: 700,
                }}
              >
                Now <Box sx={{ flex: 1, borderTop: '2px solid currentColor' }} />
              </Box>
            )}
            <ButtonBase
              onClick={() => onOpen(id)}
              data-appointment={id}
              sx={{
                width: '100%',
                display: 'grid',
                gridTemplateColumns: '48px minmax(0, 1fr)',
                columnGap: 1.25,
                alignItems: 'start',
                textAlign: 'left',
                p: 1.25,
                borderRadius: '10px',
                border: 1,
                borderColor: 'divider',
                borderLeft: `4px solid ${statusColour(status, 'line')}`,
                backgroundColor: 'background.paper',
                boxShadow: fresh.has(id) ? '0 0 0 3px var(--vg-palette-surface-now)' : 'none',
                transition: 'box-shadow 600ms',
              }}
            >
              <Box className="tabular" sx={{ fontWeight: 650, fontSize: '0.875rem' }}>
                {formatTime(startsAt, zone)}
                <Box sx={{ fontWeight: 400, fontSize: '0.75rem', color: 'text.secondary' }}>
                  {formatTime(endsAt, zone)}
                </Box>
              </Box>
              <Box sx={{ minWidth: 0 }}>
                <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'center', mb: 0.25 }}>
                  <Typography noWrap sx={{ fontWeight: 650 }}>
                    <PatientName appointment={appointment} />
                  </Typography>
                  {pet && pet.alerts.length > 0 && (
                    <WarningAmber aria-hidden sx={{ fontSize: 16, color: 'warning.main' }} />
                  )}
                  <Box sx={{ flex: 1 }} />
                  <StatusChip status={status} />
                </Box>
                <Typography noWrap variant="body2" sx={{ color: 'text.secondary' }}>
                  {pet?.owner && `${pet.owner.name} · `}
                  {vet ? vet.name : <Unavailable what="Vet" />}
                </Typography>
                <Typography noWrap variant="body2" sx={{ color: 'text.secondary' }}>
                  {type.name}
                  {reason && ` · ${reason}`}
                </Typography>
              </Box>
              <ChipWords appointment={appointment} zone={zone} />
            </ButtonBase>
          </Box>
        )
      })}
    </Box>
  )
}
