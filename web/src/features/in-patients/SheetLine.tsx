import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { Tag } from '../../ui/Tag'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import type { InPatient_entryFragment, InPatient_treatmentFragment, SheetPageQuery } from './in-patients.gen'
import { type Task, TaskButton } from './TaskButton'
import { frequencies, outcomes } from './words'

type Line = SheetPageQuery['treatmentSheet']['lines'][number]

function Other({ entry, onOpen }: { entry: InPatient_entryFragment; onOpen: () => void }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
      <Box
        component="span"
        sx={{ flex: 1, minWidth: 180, ...(entry.undoneAt && { color: 'text.secondary' }) }}
      >
        <Box component="span" sx={{ textDecoration: entry.undoneAt ? 'line-through' : 'none' }}>
          <When at={entry.at} show="time" /> {outcomes[entry.outcome].toLowerCase()} by{' '}
          {entry.enteredBy?.name ?? 'a colleague'}
          {entry.note && `: ${entry.note}`}
        </Box>
        {entry.undoneAt && ` · undone by ${entry.undoneBy?.name ?? 'a colleague'}: ${entry.undoReason ?? ''}`}
      </Box>
      {!entry.undoneAt && (
        <Button size="small" color="inherit" onClick={onOpen}>
          Details
        </Button>
      )}
    </Box>
  )
}

interface Props {
  line: Line
  now: number
  /** The patient is still in the hospital. */
  open: boolean
  onTask: (task: Task) => void
  onEntry: (entry: InPatient_entryFragment) => void
  onAsNeeded: () => void
  onStop: (treatment: InPatient_treatmentFragment) => void
}

/** One treatment with its tasks of the day. */
export function SheetLine({ line, now, open, onTask, onEntry, onAsNeeded, onStop }: Props) {
  const { treatment, tasks, others } = line
  const runs = open && !treatment.stoppedAt
  return (
    <Paper
      component="li"
      variant="outlined"
      aria-label={treatment.name}
      sx={{
        p: 1.5,
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '200px minmax(0, 1fr) auto' },
        alignItems: 'start',
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{treatment.name}</Typography>
        {treatment.details && <Typography variant="body2">{treatment.details}</Typography>}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.5 }}>
          <Tag tone="info">{frequencies[treatment.frequency][0]}</Tag>
          {treatment.service && <Tag>{treatment.service.name}</Tag>}
          {treatment.stoppedAt && <Tag>Stopped: {treatment.stopReason}</Tag>}
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gap: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {tasks.map((task) => (
            <TaskButton
              key={task.dueAt}
              task={task}
              name={treatment.name}
              now={now}
              onOpen={() => onTask(task)}
            />
          ))}
          {treatment.frequency === 'PRN' && runs && (
            <Can do="treatment:record">
              <Button variant="outlined" onClick={onAsNeeded} sx={{ minHeight: 56 }}>
                Give now
              </Button>
            </Can>
          )}
        </Box>
        {others.map((entry) => (
          <Other key={entry.id} entry={entry} onOpen={() => onEntry(entry)} />
        ))}
      </Box>
      {runs && (
        <Can do="treatment:order">
          <Button color="inherit" onClick={() => onStop(treatment)} aria-label={`Stop ${treatment.name}`}>
            Stop
          </Button>
        </Can>
      )}
    </Paper>
  )
}
