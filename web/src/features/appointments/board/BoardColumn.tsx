import { useDroppable } from '@dnd-kit/core'
import Box from '@mui/material/Box'
import { Fragment, type MouseEvent, useRef, useState } from 'react'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { formatTime } from '../../../ui/format'
import { Buffers } from './Buffers'
import { AppointmentChip } from './AppointmentChip'
import type { Column } from './columns'
import { lanesOf } from './lanes'
import { NowLine } from './NowLine'
import type { TimeAxis } from './timeAxis'

interface Props {
  column: Column
  axis: TimeAxis
  zone: string
  open: readonly { startsAt: string; endsAt: string }[]
  appointments: readonly AppointmentChip_appointmentFragment[]
  fresh: ReadonlySet<string>
  /** Where a dragged appointment would land in this column. */
  landing: { startsAt: string; minutes: number; name: string } | null
  dragging: boolean
  onOpen: (id: string) => void
  onBook: ((startsAt: string) => void) | null
}

function Band({
  span,
  axis,
  colour,
}: {
  span: { startsAt: string; endsAt: string }
  axis: TimeAxis
  colour: string
}) {
  const top = Math.max(0, axis.y(span.startsAt))
  return (
    <Box
      sx={{
        position: 'absolute',
        insetInline: 0,
        top,
        height: Math.max(0, Math.min(axis.height, axis.y(span.endsAt)) - top),
        backgroundColor: colour,
        pointerEvents: 'none',
      }}
    />
  )
}

export function BoardColumn({
  column,
  axis,
  zone,
  open,
  appointments,
  fresh,
  landing,
  dragging,
  onOpen,
  onBook,
}: Props) {
  const { setNodeRef } = useDroppable({ id: column.id, data: { column } })
  const [hover, setHover] = useState<string | null>(null)
  const pressed = useRef(false)
  const lanes = lanesOf(appointments)
  const pixelsPerMinute = axis.height / ((Date.parse(axis.endsAt) - Date.parse(axis.startsAt)) / 60_000)

  const instantUnder = (event: MouseEvent<HTMLElement>): string | null => {
    if (event.target !== event.currentTarget) return null
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top
    return axis.instantAt(Math.max(0, y - 12))
  }

  return (
    <Box
      ref={setNodeRef}
      // The keyboard's way to the same place is the plus button in the column's head.
      onMouseDown={(event) => {
        pressed.current = event.button === 0 && event.target === event.currentTarget
      }}
      onClick={(event) => {
        const startsAt = instantUnder(event)
        // A drag given up with Escape ends in a click on the place it was over: that is no wish to book.
        if (startsAt && pressed.current) onBook?.(startsAt)
        pressed.current = false
      }}
      onMouseMove={(event) => onBook && setHover(instantUnder(event))}
      onMouseLeave={() => setHover(null)}
      sx={{
        position: 'relative',
        height: axis.height,
        borderLeft: 1,
        borderColor: 'divider',
        cursor: onBook ? 'copy' : 'default',
        backgroundImage:
          'repeating-linear-gradient(-45deg, var(--vg-palette-surface-closed) 0 6px, var(--vg-palette-surface-sunken) 6px 7px)',
      }}
    >
      {open.map((span) => (
        <Band key={span.startsAt} span={span} axis={axis} colour="var(--vg-palette-surface-closed)" />
      ))}
      {column.shifts.map((shift) => (
        <Band key={shift.startsAt} span={shift} axis={axis} colour="var(--vg-palette-background-paper)" />
      ))}
      {axis.hours.map(({ y, instant }) => (
        <Box
          key={instant}
          sx={{
            position: 'absolute',
            insetInline: 0,
            top: y,
            borderTop: 1,
            borderColor: 'divider',
            pointerEvents: 'none',
          }}
        />
      ))}
      {hover && !dragging && (
        <Box
          aria-hidden
          className="tabular"
          sx={{
            position: 'absolute',
            insetInline: 4,
            top: axis.y(hover),
            height: 22,
            px: 1,
            borderRadius: '6px',
            border: '1px dashed',
            borderColor: 'primary.main',
            color: 'primary.main',
            backgroundColor: 'background.paper',
            fontSize: '0.6875rem',
            lineHeight: '20px',
            fontWeight: 600,
            pointerEvents: 'none',
          }}
        >
          + {formatTime(hover, zone)}
        </Box>
      )}
      <NowLine axis={axis} />
      {appointments.map((appointment) => {
        const place = {
          appointment,
          top: axis.y(appointment.startsAt),
          height: axis.y(appointment.endsAt) - axis.y(appointment.startsAt),
          lane: lanes.get(appointment.id) ?? { index: 0, count: 1 },
        }
        return (
          <Fragment key={appointment.id}>
            <Buffers {...place} pixelsPerMinute={pixelsPerMinute} />
            <AppointmentChip {...place} zone={zone} fresh={fresh.has(appointment.id)} onOpen={onOpen} />
          </Fragment>
        )
      })}
      {landing && (
        <Box
          aria-hidden
          className="tabular"
          sx={{
            position: 'absolute',
            insetInline: 3,
            top: axis.y(landing.startsAt),
            height: landing.minutes * pixelsPerMinute,
            p: 0.75,
            borderRadius: '7px',
            border: '2px solid',
            borderColor: 'primary.main',
            color: 'primary.contrastText',
            backgroundColor: 'primary.main',
            fontSize: '0.75rem',
            fontWeight: 650,
            lineHeight: 1.2,
            zIndex: 3,
            pointerEvents: 'none',
            overflow: 'hidden',
          }}
        >
          {formatTime(landing.startsAt, zone)} {landing.name}
        </Box>
      )}
    </Box>
  )
}
