import Check from '@mui/icons-material/Check'
import Close from '@mui/icons-material/Close'
import PauseCircle from '@mui/icons-material/PauseCircleOutlined'
import PriorityHigh from '@mui/icons-material/PriorityHigh'
import Schedule from '@mui/icons-material/Schedule'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { formatTime, initialsOf } from '../../ui/format'
import { Hidden } from '../../ui/Hidden'
import { useCurrentLocation } from '../../ui/location'
import { statusColour, type StatusName } from '../../ui/StatusChip'
import type { SheetPageQuery } from './in-patients.gen'
import { outcomes } from './words'

export type Task = SheetPageQuery['treatmentSheet']['lines'][number]['tasks'][number]

const looks = {
  given: { tint: 'READY', icon: Check },
  late: { tint: 'ARRIVED', icon: Check },
  skipped: { tint: 'CHECKED_OUT', icon: Close },
  held: { tint: 'IN_EXAM', icon: PauseCircle },
  overdue: { tint: 'NO_SHOW', icon: PriorityHigh },
  due: { tint: 'CONFIRMED', icon: Schedule },
  'to come': { tint: null, icon: Schedule },
} as const satisfies Record<string, { tint: StatusName | null; icon: typeof Check }>

function stateOf({ dueAt, overdueAt, entry }: Task, now: number): keyof typeof looks {
  if (entry?.outcome === 'SKIPPED') return 'skipped'
  if (entry?.outcome === 'HELD') return 'held'
  if (entry) return entry.at > overdueAt ? 'late' : 'given'
  if (Date.parse(overdueAt) <= now) return 'overdue'
  // What is due within the hour is to be prepared.
  return Date.parse(dueAt) <= now + 3_600_000 ? 'due' : 'to come'
}

interface Props {
  task: Task
  name: string
  now: number
  onOpen: () => void
}

/** One task of the sheet: large enough for a gloved finger, and its state is a sign and a word, never only a colour. */
export function TaskButton({ task, name, now, onOpen }: Props) {
  const { timeZone } = useCurrentLocation()
  const state = stateOf(task, now)
  const { tint, icon: Icon } = looks[state]
  const { entry, dueAt } = task
  const time = formatTime(dueAt, timeZone)
  const by = entry && `${formatTime(entry.at, timeZone)} ${initialsOf(entry.enteredBy?.name ?? '?')}`
  return (
    <ButtonBase
      onClick={onOpen}
      title={entry ? `${outcomes[entry.outcome]}${entry.note ? `: ${entry.note}` : ''}` : undefined}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'auto auto',
        alignItems: 'center',
        justifyContent: 'center',
        columnGap: 0.5,
        width: 96,
        minHeight: 56,
        px: 0.75,
        borderRadius: 1.5,
        border: '1px solid',
        borderColor: tint ? statusColour(tint, 'line') : 'divider',
        backgroundColor: tint ? statusColour(tint, 'fill') : 'transparent',
        color: tint ? statusColour(tint, 'ink') : 'text.secondary',
        '& svg': { fontSize: 18 },
        '&.Mui-focusVisible': { outline: '2px solid', outlineOffset: 2 },
      }}
    >
      <Icon aria-hidden />
      <Box component="b" className="tabular">
        <Hidden>{name} at </Hidden>
        {time}
      </Box>
      <Box
        component="span"
        className="tabular"
        sx={{
          gridColumn: '1 / -1',
          fontSize: '0.75rem',
          maxWidth: 84,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        <Hidden>: {entry && (entry.note ? `${state}: ` : `${state} at `)}</Hidden>
        {entry ? (entry.note ?? by) : state}
      </Box>
    </ButtonBase>
  )
}
