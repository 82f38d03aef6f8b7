import { useDraggable } from '@dnd-kit/core'
import Language from '@mui/icons-material/Language'
import Repeat from '@mui/icons-material/Repeat'
import WarningAmber from '@mui/icons-material/WarningAmber'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useId } from 'react'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { formatTime } from '../../../ui/format'
import { Hidden } from '../../../ui/Hidden'
import { PetAvatar } from '../../../ui/PetAvatar'
import { StatusIcon, statusColour, statusLabel } from '../../../ui/StatusChip'
import { ColourDot } from '../../../ui/typeColour'
import { PatientName } from './PatientName'
import type { Lane } from './lanes'

interface Props {
  appointment: AppointmentChip_appointmentFragment
  top: number
  height: number
  lane: Lane
  zone: string
  fresh: boolean
  onOpen: (id: string) => void
}

const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 } as const

/** What the chip's place on the board tells the eye. */
export function ChipWords({
  appointment,
  zone,
}: {
  appointment: AppointmentChip_appointmentFragment
  zone: string
}) {
  const { pet, vet, type, status, startsAt, endsAt, series } = appointment
  const { bufferBeforeMinutes: before, bufferAfterMinutes: after } = appointment
  const alerts = pet && pet.alerts.length > 0 ? `, alert: ${pet.alerts.join(', ')}` : ''
  return (
    <Hidden>
      , {type.name}
      {vet && ` with ${vet.name}`}, {formatTime(startsAt, zone)} to {formatTime(endsAt, zone)},{' '}
      {statusLabel(status)}
      {before > 0 && `, ${before} minutes of preparation`}
      {after > 0 && `, ${after} minutes of cleaning`}
      {series && ', of a series'}
      {appointment.bookedOnline && ', booked online'}
      {alerts}
    </Hidden>
  )
}

export function AppointmentChip({ appointment, top, height, lane, zone, fresh, onOpen }: Props) {
  const { status, pet, type, reason, startsAt, endsAt } = appointment
  const movable = appointment.allowedActions.includes('RESCHEDULE')
  const { setNodeRef, listeners, isDragging } = useDraggable({
    // A visit that uses two machines stands in two columns.
    id: useId(),
    data: { appointment },
    disabled: !movable,
  })
  const over = status === 'CHECKED_OUT' || status === 'CANCELLED' || status === 'LATE_CANCELLED'
  return (
    <ButtonBase
      ref={setNodeRef}
      {...listeners}
      onClick={() => onOpen(appointment.id)}
      data-appointment={appointment.id}
      aria-roledescription={movable ? 'draggable visit' : undefined}
      sx={{
        position: 'absolute',
        top: top + 1,
        height: Math.max(22, height - 2),
        left: `calc(${(lane.index / lane.count) * 100}% + 3px)`,
        width: `calc(${100 / lane.count}% - 6px)`,
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'stretch',
        justifyContent: 'flex-start',
        textAlign: 'left',
        overflow: 'hidden',
        px: 0.875,
        py: height < 30 ? 0.125 : 0.5,
        borderRadius: '7px',
        border: '1px solid',
        borderColor: `color-mix(in srgb, ${statusColour(status, 'line')} 45%, transparent)`,
        borderLeft: `4px ${status === 'SCHEDULED' ? 'dashed' : 'solid'} ${statusColour(status, 'line')}`,
        color: statusColour(status, 'ink'),
        '--vg-unavailable': 'currentColor',
        backgroundColor: statusColour(status, 'fill'),
        fontSize: '0.75rem',
        lineHeight: 1.35,
        opacity: isDragging ? 0.35 : 1,
        cursor: movable ? 'grab' : 'pointer',
        transition: 'box-shadow 120ms, top 180ms ease, height 180ms ease',
        touchAction: 'manipulation',
        '&:hover, &.Mui-focusVisible': { boxShadow: '0 4px 14px -4px rgb(10 30 28 / 0.4)', zIndex: 2 },
        '@keyframes vg-flash': {
          '0%, 55%': { boxShadow: '0 0 0 3px var(--vg-palette-surface-now)' },
          '100%': { boxShadow: '0 0 0 3px transparent' },
        },
        ...(fresh && { animation: 'vg-flash 2.4s ease-out', zIndex: 1 }),
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, minWidth: 0 }}>
        <StatusIcon status={status} size={14} />
        <ColourDot colour={type.colour} />
        {pet?.photo && height >= 38 && <PetAvatar name={pet.name} photo={pet.photo} size={20} />}
        <Box
          component="span"
          sx={{
            ...oneLine,
            fontWeight: 680,
            textDecoration: over && status !== 'CHECKED_OUT' ? 'line-through' : 'none',
          }}
        >
          <PatientName appointment={appointment} />
        </Box>
        <Box component="span" sx={{ ...oneLine, flex: 1 }}>
          {pet?.owner?.name}
          {height < 38 && (
            <>
              {pet?.owner && ' · '}
              <span className="tabular">{formatTime(startsAt, zone)}</span> {type.name}
            </>
          )}
        </Box>
        {appointment.bookedOnline && <Language aria-hidden sx={{ fontSize: 14, flex: 'none' }} />}
        {appointment.series && <Repeat aria-hidden sx={{ fontSize: 14, flex: 'none' }} />}
        {pet && pet.alerts.length > 0 && <WarningAmber aria-hidden sx={{ fontSize: 14, flex: 'none' }} />}
      </Box>
      {height >= 38 && (
        <Box component="span" sx={oneLine}>
          <span className="tabular">{formatTime(startsAt, zone)}</span> {type.name} · {statusLabel(status)}
        </Box>
      )}
      {height >= 62 && reason && (
        <Box
          component="span"
          sx={{
            ...oneLine,
            whiteSpace: 'normal',
            display: '-webkit-box',
            WebkitLineClamp: 2,
            WebkitBoxOrient: 'vertical',
          }}
        >
          {reason}
        </Box>
      )}
      {height >= 110 && (
        <Box component="span" className="tabular" sx={{ ...oneLine, mt: 'auto' }}>
          until {formatTime(endsAt, zone)}
          {appointment.room && ` · ${appointment.room.name}`}
        </Box>
      )}
      <ChipWords appointment={appointment} zone={zone} />
    </ButtonBase>
  )
}
