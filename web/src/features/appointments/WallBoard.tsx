import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useSearchParams } from 'react-router'
import { EmptyState } from '../../ui/EmptyState'
import { formatDay, formatTime, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { useNow } from '../../ui/useNow'
import { BoardSkeleton } from './board/BoardSkeleton'
import { vetColumns } from './board/columns'
import { DayBoard } from './board/DayBoard'
import { FlowBoard } from './flow/FlowBoard'
import { usePatientFlow } from './flow/usePatientFlow'
import { useDay } from './useDay'

const nothing = () => {}

/** Where the patients are now. */
function WallFlow() {
  const { appointments } = usePatientFlow()
  return appointments ? <FlowBoard appointments={appointments} actions={null} /> : <BoardSkeleton />
}

/** Today’s visits by vet and time. */
function WallDay({ date, hour }: { date: string; hour: string }) {
  const { calendar, appointments, fresh } = useDay(date)
  const columns = vetColumns(calendar?.columns ?? [])
  if (!calendar) return <BoardSkeleton />
  if (columns.length === 0) return <EmptyState title="No visits today" />
  return (
    <DayBoard
      // Another hour opens it anew, where the day is.
      key={hour}
      date={date}
      columns={columns}
      appointments={appointments}
      fresh={fresh}
      onOpen={nothing}
      onBook={null}
      onMove={nothing}
    />
  )
}

/** Today, as a screen on the wall shows it: nothing to touch, always the present hour. `/?board=flow` shows the patient flow. */
export function WallBoard() {
  const location = useCurrentLocation()
  const now = new Date(useNow()).toISOString()
  const date = todayIn(location.timeZone)
  const [params] = useSearchParams()
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
      {/* Nobody can touch it. */}
      <Box inert sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
        {params.get('board') === 'flow' ? <WallFlow /> : <WallDay date={date} hour={now.slice(0, 13)} />}
      </Box>
    </Box>
  )
}
