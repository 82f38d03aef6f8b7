import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { addDays, formatDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { DayCell } from './DayCell'
import { DayDialog } from './DayDialog'
import { axisOf, leaveWords, type Person, type Roster, type Span, type Week, weekdays, weekOf } from './week'

type Closure = { name: string; firstDay: string; lastDay: string; starts: string | null }

export interface Row {
  person: Person
  roster: Roster | null
}

interface Props {
  rows: readonly Row[]
  closures: readonly Closure[]
  monday: string
  /** What was painted and is not saved yet, by person. */
  painted: ReadonlyMap<string, Week>
  onPaint: (personId: string, week: Week) => void
  onSave: (row: Row, week: Week) => void
  onLeave: (row: Row) => void
}

const covers = (date: string) => (row: { firstDay: string; lastDay: string }) =>
  row.firstDay <= date && date <= row.lastDay

const emptyWeek = weekOf({ shifts: [] }, '2000-01-03')

/** The week of everybody: a row for each person, a cell for each day. */
export function RosterGrid({ rows, closures, monday, painted, onPaint, onSave, onLeave }: Props) {
  const location = useCurrentLocation()
  const [editing, setEditing] = useState<{ row: Row; day: (typeof weekdays)[number] } | null>(null)
  const weekOfRow = ({ person, roster }: Row) =>
    painted.get(person.id) ?? (roster ? weekOf(roster, monday) : emptyWeek)
  const axis = axisOf(location.openingHours, rows.map(weekOfRow))
  const awayOn = ({ roster }: Row, date: string) => {
    const leave = roster?.leave.find(covers(date))
    if (leave) return leave.starts ? `${leaveWords[leave.kind]} in part` : leaveWords[leave.kind]
    const closed = closures.find((closure) => covers(date)(closure) && !closure.starts)
    return closed?.name ?? null
  }
  const change = (row: Row, day: (typeof weekdays)[number], spans: Span[]) =>
    onPaint(row.person.id, { ...weekOfRow(row), [day]: spans })
  const labelOf = (row: Row, date: string) => `${row.person.name}, ${formatDay(date, 'short')}`
  return (
    <Paper variant="outlined" sx={{ overflow: 'auto' }} tabIndex={0} role="region" aria-label="Week">
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: '180px repeat(7, minmax(96px, 1fr))',
          gap: 0.5,
          p: 1,
          minWidth: 900,
          alignItems: 'center',
        }}
      >
        <span />
        {weekdays.map((day, index) => (
          <Typography key={day} variant="subtitle2" component="h2" sx={{ px: 0.5 }}>
            {formatDay(addDays(monday, index), 'short')}
          </Typography>
        ))}
        {rows.map((row) => (
          <Box key={row.person.id} role="group" aria-label={row.person.name} sx={{ display: 'contents' }}>
            <Box sx={{ minWidth: 0 }}>
              <Typography component="div" noWrap sx={{ fontWeight: 600 }}>
                {row.person.name}
              </Typography>
              <Button size="small" onClick={() => onLeave(row)} aria-label={`Leave of ${row.person.name}`}>
                Leave
              </Button>
              {painted.has(row.person.id) && (
                <Button
                  size="small"
                  variant="contained"
                  onClick={() => onSave(row, weekOfRow(row))}
                  aria-label={`Save the roster of ${row.person.name}`}
                >
                  Save
                </Button>
              )}
            </Box>
            {weekdays.map((day, index) => (
              <DayCell
                key={day}
                label={labelOf(row, addDays(monday, index))}
                spans={weekOfRow(row)[day]}
                before={
                  index === 0 ? [] : weekOfRow(row)[weekdays[index - 1]!].filter(({ to }) => to > 24 * 60)
                }
                axis={axis}
                away={awayOn(row, addDays(monday, index))}
                onChange={(spans) => change(row, day, spans)}
                onEdit={() => setEditing({ row, day })}
              />
            ))}
          </Box>
        ))}
      </Box>
      {editing && (
        <DayDialog
          title={labelOf(editing.row, addDays(monday, weekdays.indexOf(editing.day)))}
          spans={weekOfRow(editing.row)[editing.day]}
          onChange={(spans) => change(editing.row, editing.day, spans)}
          onClose={() => setEditing(null)}
        />
      )}
    </Paper>
  )
}
