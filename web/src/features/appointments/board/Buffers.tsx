import Box from '@mui/material/Box'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { isCancelled } from '../dayGroups'
import type { Lane } from './lanes'

interface Props {
  appointment: AppointmentChip_appointmentFragment
  top: number
  height: number
  lane: Lane
  pixelsPerMinute: number
}

/** Preparation before a visit and cleaning after it, in which its vet and room are occupied (AP5). */
export function Buffers({ appointment, top, height, lane, pixelsPerMinute }: Props) {
  const { bufferBeforeMinutes: before, bufferAfterMinutes: after, status } = appointment
  if (before + after === 0 || isCancelled(status) || status === 'NO_SHOW') return null
  return (
    <Box
      aria-hidden
      sx={{
        position: 'absolute',
        top: top - before * pixelsPerMinute,
        height: height + (before + after) * pixelsPerMinute,
        left: `calc(${(lane.index / lane.count) * 100}% + 3px)`,
        width: `calc(${100 / lane.count}% - 6px)`,
        borderRadius: '7px',
        border: '1px dashed',
        borderColor: 'text.secondary',
        pointerEvents: 'none',
        backgroundImage:
          'repeating-linear-gradient(-45deg, transparent 0 5px, var(--vg-palette-divider) 5px 7px)',
      }}
    />
  )
}
