import {
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { useCurrentLocation } from '../../../ui/location'
import type { Place } from '../useMove'
import { announcementsOf } from './announcements'
import { BoardColumn } from './BoardColumn'
import type { Column } from './columns'
import { ColumnHead } from './ColumnHead'
import { NowLabel } from './NowLine'
import { dayBounds, openingSpans, timeAxis } from './timeAxis'

interface Props {
  date: string
  columns: readonly Column[]
  appointments: readonly AppointmentChip_appointmentFragment[]
  fresh: ReadonlySet<string>
  onOpen: (id: string) => void
  onBook: ((place: { vetId?: string; startsAt?: string }) => void) | null
  onMove: (appointment: AppointmentChip_appointmentFragment, to: Place) => void
}

const pixelsPerMinute = 1.7
/** Visits start on the hospital’s five-minute grid. */
const visitGrid = 5
const gutter = 52

interface Landing extends Place {
  columnId: string
  minutes: number
  name: string
}

export function DayBoard({ date, columns, appointments, fresh, onOpen, onBook, onMove }: Props) {
  const { timeZone: zone, openingHours } = useCurrentLocation()
  const [landing, setLanding] = useState<Landing | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
  )

  const open = useMemo(() => openingSpans(date, zone, openingHours), [date, zone, openingHours])
  const bounds = dayBounds(date, zone, [...open, ...columns.flatMap(({ shifts }) => shifts), ...appointments])
  const axis = useMemo(
    () => timeAxis(bounds.startsAt, bounds.endsAt, zone, pixelsPerMinute),
    [bounds.startsAt, bounds.endsAt, zone],
  )

  useEffect(() => {
    const y = axis.y(new Date().toISOString())
    if (scroller.current && y > 0 && y < axis.height) scroller.current.scrollTop = Math.max(0, y - 160)
    // Only when another day or place is opened: a live event must not scroll under somebody's hand.
  }, [date, zone])

  const landingOf = ({ active, over, delta }: DragMoveEvent | DragEndEvent): Landing | null => {
    const appointment = active.data.current?.appointment as AppointmentChip_appointmentFragment | undefined
    const column = over?.data.current?.column as Column | undefined
    if (!appointment || !column) return null
    // Rooms and equipment are chosen with the time: among their columns a visit keeps its own.
    const vet = column.vet ?? (column.holds(appointment) ? appointment.vet : null)
    if (!vet) return null
    const startsAt = axis.instantAt(axis.y(appointment.startsAt) + delta.y, visitGrid)
    const minutes = (Date.parse(appointment.endsAt) - Date.parse(appointment.startsAt)) / 60_000
    return { startsAt, vet, columnId: column.id, minutes, name: appointment.pet?.name ?? 'Visit' }
  }
  const onDragMove = (event: DragMoveEvent) => {
    const next = landingOf(event)
    setLanding((before) =>
      before?.startsAt === next?.startsAt && before?.columnId === next?.columnId ? before : next,
    )
  }
  const onDragEnd = (event: DragEndEvent) => {
    const place = landingOf(event)
    setLanding(null)
    const appointment = event.active.data.current?.appointment as
      AppointmentChip_appointmentFragment | undefined
    if (!place || !appointment) return
    if (
      Date.parse(place.startsAt) === Date.parse(appointment.startsAt) &&
      place.vet.id === appointment.vet?.id
    )
      return
    onMove(appointment, {
      startsAt: place.startsAt,
      vet: { id: place.vet.id, name: place.vet.name },
    })
  }

  const template = `${gutter}px repeat(${columns.length}, minmax(148px, 1fr))`
  return (
    <Paper
      variant="outlined"
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label="Day board"
      sx={{ flex: 1, minHeight: 240, overflow: 'auto', position: 'relative', overscrollBehavior: 'contain' }}
    >
      <DndContext
        sensors={sensors}
        collisionDetection={pointerWithin}
        onDragMove={onDragMove}
        onDragEnd={onDragEnd}
        onDragCancel={() => setLanding(null)}
        accessibility={{
          announcements: announcementsOf(zone, landing),
          screenReaderInstructions: { draggable: '' },
        }}
      >
        <Box
          sx={{
            position: 'sticky',
            top: 0,
            zIndex: 5,
            display: 'grid',
            gridTemplateColumns: template,
            minWidth: 'fit-content',
            borderBottom: 1,
            borderColor: 'divider',
            backgroundColor: 'background.paper',
          }}
        >
          <Box sx={{ position: 'sticky', left: 0, backgroundColor: 'background.paper', zIndex: 1 }} />
          {columns.map((column) => (
            <ColumnHead
              key={column.id}
              column={column}
              count={appointments.filter(column.holds).length}
              onBook={onBook && column.vet && (() => onBook({ vetId: column.id }))}
            />
          ))}
        </Box>
        <Box
          sx={{
            position: 'relative',
            display: 'grid',
            gridTemplateColumns: template,
            minWidth: 'fit-content',
            my: 1.25,
          }}
        >
          <Box
            sx={{
              position: 'sticky',
              left: 0,
              zIndex: 4,
              height: axis.height,
              backgroundColor: 'background.paper',
            }}
          >
            {axis.hours.map(({ y, label, instant }) => (
              <Box
                key={instant}
                className="tabular"
                sx={{
                  position: 'absolute',
                  top: y - 8,
                  right: 8,
                  fontSize: '0.6875rem',
                  lineHeight: '16px',
                  color: 'text.secondary',
                  fontWeight: 550,
                }}
              >
                {label}
              </Box>
            ))}
            <NowLabel axis={axis} zone={zone} />
          </Box>
          {columns.map((column) => (
            <BoardColumn
              key={column.id}
              column={column.vet ? column : { ...column, shifts: open }}
              axis={axis}
              zone={zone}
              open={open}
              appointments={appointments.filter(column.holds)}
              fresh={fresh}
              dragging={landing !== null}
              landing={landing?.columnId === column.id ? landing : null}
              onOpen={onOpen}
              onBook={onBook && ((startsAt) => onBook({ vetId: column.vet?.id, startsAt }))}
            />
          ))}
        </Box>
      </DndContext>
    </Paper>
  )
}
