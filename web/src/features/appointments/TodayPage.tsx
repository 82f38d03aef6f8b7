import { skipToken } from '@apollo/client/react'
import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Fab from '@mui/material/Fab'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useCallback, useState } from 'react'
import { useBooking } from '../../ui/booking'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import type { Problem } from '../../ui/errors'
import { formatDay, isDate, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { useCan } from '../../ui/viewer'
import { useParameters } from '../../ui/useParameters'
import type { AppointmentChip_appointmentFragment } from './appointments.gen'
import { Agenda } from './board/Agenda'
import { BoardSkeleton } from './board/BoardSkeleton'
import { type Grouping, groupings, isGrouping, placeColumns, vetColumns } from './board/columns'
import { DayBoard } from './board/DayBoard'
import { DayPicker } from './board/DayPicker'
import { DaySummary } from './board/DaySummary'
import { MoveDialog } from './booking/MoveDialog'
import { useBoardPlacesQuery } from './board/today.gen'
import { shownOf } from './dayGroups'
import { AppointmentDrawer } from './drawer/AppointmentDrawer'
import { useDay } from './useDay'
import { type Place, useMove } from './useMove'

interface Moving {
  appointment: AppointmentChip_appointmentFragment
  refused: { wanted: Place; problem: Problem } | null
}

export function TodayPage() {
  const location = useCurrentLocation()
  const phone = useMediaQuery('(max-width: 899.95px)')
  const { params, change } = useParameters()
  const [moving, setMoving] = useState<Moving | null>(null)
  const book = useBooking()
  const mayBook = useCan('appointment:book')

  const today = todayIn(location.timeZone)
  const asked = params.get('date')
  const date = isDate(asked) ? asked : today
  const group = params.get('show')
  const openId = params.get('appointment')
  const set = useCallback(
    (name: string, value: string | null, replace = true) => change({ [name]: value }, { replace }),
    [change],
  )

  const { calendar, appointments, fresh, error, refetch } = useDay(date)
  const move = useMove(useCallback((appointment, refused) => setMoving({ appointment, refused }), []))
  // A vet who does not work here, or not on this day, filters nothing.
  const staffed = vetColumns(calendar?.columns ?? [])
  const vetId = staffed.find(({ id }) => id === params.get('vet'))?.id ?? null
  const shown = shownOf(appointments, { group, vetId })
  const asGrouping = params.get('by')
  const by: Grouping = isGrouping(asGrouping) && !phone ? asGrouping : 'vet'
  const { data: places } = useBoardPlacesQuery(
    by === 'vet' ? skipToken : { variables: { locationId: location.id }, fetchPolicy: 'cache-and-network' },
  )
  const columns =
    by === 'vet'
      ? staffed.filter(({ id }) => !vetId || id === vetId)
      : placeColumns(by, places ?? { rooms: [], equipment: [] }, shown)
  // A visit whose vet is not told just now has no column, but always a time.
  const byTime = phone || staffed.length < (calendar?.columns.length ?? 0) || shown.some(({ vet }) => !vet)
  const onOpen = useCallback((id: string) => set('appointment', id, false), [set])

  return (
    <Page
      title={date === today ? 'Today' : formatDay(date, 'short')}
      subtitle={formatDay(date)}
      fill={!byTime}
      actions={
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: { xs: 0.5, md: 1.5 },
            width: { xs: '100%', sm: 'auto' },
          }}
        >
          {calendar && (
            <TextField
              select
              value={vetId ?? 'all'}
              onChange={(event) => set('vet', event.target.value === 'all' ? null : event.target.value)}
              fullWidth={false}
              slotProps={{ htmlInput: { 'aria-label': 'Vet' } }}
              sx={{ flex: { xs: 1, md: 'none' }, minWidth: 96, width: { md: 170 }, order: { xs: 1, md: 0 } }}
            >
              <MenuItem value="all">All vets</MenuItem>
              {staffed.map(({ id, name }) => (
                <MenuItem key={id} value={id}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
          )}
          {calendar && !byTime && (
            <TextField
              select
              value={by}
              onChange={(event) => set('by', event.target.value === 'vet' ? null : event.target.value)}
              fullWidth={false}
              slotProps={{ htmlInput: { 'aria-label': 'Columns' } }}
              sx={{ width: 150 }}
            >
              {Object.entries(groupings).map(([value, label]) => (
                <MenuItem key={value} value={value}>
                  {label}
                </MenuItem>
              ))}
            </TextField>
          )}
          <DayPicker date={date} today={today} onDate={(next) => set('date', next === today ? null : next)} />
        </Box>
      }
    >
      <DaySummary
        statuses={
          calendar
            ? appointments.filter(({ vet }) => !vetId || vet?.id === vetId).map(({ status }) => status)
            : null
        }
        group={group}
        onGroup={(next) => set('show', next)}
      />
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={calendar ? 'line' : 'page'} />}
      {!calendar && !error && <BoardSkeleton />}
      {calendar && (byTime ? shown.length === 0 : columns.length === 0) && (
        <EmptyState title={group ? 'Nobody in this group' : 'No visits on this day'}>
          {group
            ? 'Choose the group again to see everyone.'
            : 'A new booking appears here the moment it is made.'}
        </EmptyState>
      )}
      {calendar && byTime && shown.length > 0 && (
        <Agenda key={date + location.id} appointments={shown} fresh={fresh} onOpen={onOpen} />
      )}
      {calendar && !byTime && columns.length > 0 && (
        <DayBoard
          date={date}
          columns={columns}
          appointments={shown}
          fresh={fresh}
          onOpen={onOpen}
          onBook={mayBook ? (place) => book({ ...place, date }) : null}
          onMove={(appointment, to) => void move(appointment, to)}
        />
      )}
      {phone && mayBook && (
        <Fab
          color="primary"
          variant="extended"
          onClick={() => book({ date })}
          sx={{ position: 'fixed', right: 16, bottom: 'calc(76px + env(safe-area-inset-bottom))' }}
        >
          <Add sx={{ mr: 0.5 }} /> New booking
        </Fab>
      )}
      <AppointmentDrawer
        id={openId}
        onClose={() => set('appointment', null)}
        onMove={(appointment) => setMoving({ appointment, refused: null })}
      />
      {moving && (
        <MoveDialog
          // As another desk left it, when it is still on this day: an old version could never be moved.
          appointment={appointments.find(({ id }) => id === moving.appointment.id) ?? moving.appointment}
          refused={moving.refused}
          onClose={() => setMoving(null)}
        />
      )}
    </Page>
  )
}
