import Autorenew from '@mui/icons-material/Autorenew'
import CheckCircleOutline from '@mui/icons-material/CheckCircleOutlined'
import DoneAll from '@mui/icons-material/DoneAll'
import EventBusy from '@mui/icons-material/EventBusy'
import HowToReg from '@mui/icons-material/HowToRegOutlined'
import MeetingRoom from '@mui/icons-material/MeetingRoomOutlined'
import MonitorHeart from '@mui/icons-material/MonitorHeartOutlined'
import PersonOff from '@mui/icons-material/PersonOffOutlined'
import Schedule from '@mui/icons-material/Schedule'
import TaskAlt from '@mui/icons-material/TaskAlt'
import Box from '@mui/material/Box'
import type { SvgIconComponent } from '@mui/icons-material'

export type StatusName =
  | 'SCHEDULED'
  | 'CONFIRMED'
  | 'ARRIVED'
  | 'ROOMED'
  | 'IN_EXAM'
  | 'READY'
  | 'CHECKED_OUT'
  | 'CANCELLED'
  | 'LATE_CANCELLED'
  | 'NO_SHOW'

const looks: Record<StatusName, { label: string; icon: SvgIconComponent }> = {
  SCHEDULED: { label: 'Scheduled', icon: Schedule },
  CONFIRMED: { label: 'Confirmed', icon: CheckCircleOutline },
  ARRIVED: { label: 'Arrived', icon: HowToReg },
  ROOMED: { label: 'In room', icon: MeetingRoom },
  IN_EXAM: { label: 'In exam', icon: MonitorHeart },
  READY: { label: 'Ready', icon: TaskAlt },
  CHECKED_OUT: { label: 'Checked out', icon: DoneAll },
  CANCELLED: { label: 'Cancelled', icon: EventBusy },
  LATE_CANCELLED: { label: 'Late cancelled', icon: EventBusy },
  NO_SHOW: { label: 'No-show', icon: PersonOff },
}

export const statusLabel = (status: StatusName): string => looks[status]?.label ?? status

export const statusColour = (status: StatusName, part: 'fill' | 'ink' | 'line'): string =>
  `var(--vg-palette-status-${status}-${part})`

export function StatusIcon({ status, size = 16 }: { status: StatusName; size?: number }) {
  const Icon = looks[status]?.icon ?? Autorenew
  return <Icon aria-hidden sx={{ fontSize: size, color: 'inherit', flex: 'none' }} />
}

/** The step of an appointment: a colour, an icon and the word, so that no one depends on the colour. */
export function StatusChip({ status }: { status: StatusName }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.625,
        height: 24,
        px: 1,
        borderRadius: 99,
        fontSize: '0.75rem',
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: statusColour(status, 'ink'),
        backgroundColor: statusColour(status, 'fill'),
      }}
    >
      <StatusIcon status={status} size={15} />
      {statusLabel(status)}
    </Box>
  )
}
