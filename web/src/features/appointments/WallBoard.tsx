import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { EmptyState } from '../../ui/EmptyState'
import { formatDay, formatTime, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { useNow } from '../../ui/useNow'
import { isStaffed } from './board/BoardColumn'
import { BoardSkeleton } from './board/BoardSkeleton'
import { DayBoard } from './board/DayBoard'
import { useDay } from './useDay'

const nothing = () => {}

/** Today, as a screen on the wall shows it: nothing to touch, always the present hour. */
export function WallBoard() {
  const location = useCurrentLocation()
  const now = new Date(useNow()).toISOString()
  const date = todayIn(location.timeZone)
  const { calendar, appointments, fresh } = useDay(date)
  const columns = calendar?.columns.filter(isStaffed) ?? []
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: 1.5, p: 2 }}>
      <Box component="header" sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
        <Typography variant="h1" sx={{ fontSize: '1.75rem' }}>
          {location.name}
        </Typography>
        <Typography sx={{ flex: 1, fontSize: '1.25rem', color: 'text.secondary' }}>
          {formatDay(date)}
        </Typography>
        <Typography className="tabular" sx={{ fontSize: '2rem', fontWeight: 700 }}>
          {formatTime(now, location.timeZone)}
        </Typography>
      </Box>
      {!calendar && <BoardSkeleton />}
      {calendar && columns.length === 0 && <EmptyState title="No visits today" />}
      {columns.length > 0 && (
        // Nobody can touch it; another hour opens it anew, where the day is.
        <Box inert sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
          <DayBoard
            key={now.slice(0, 13)}
            date={date}
            columns={columns}
            appointments={appointments}
            fresh={fresh}
            onOpen={nothing}
            onBook={null}
            onMove={nothing}
          />
        </Box>
      )}
    </Box>
  )
}
