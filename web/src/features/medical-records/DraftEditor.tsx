import CloudDone from '@mui/icons-material/CloudDoneOutlined'
import CloudOff from '@mui/icons-material/CloudOffOutlined'
import Sync from '@mui/icons-material/Sync'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { ConflictChoice } from '../../ui/ConflictChoice'
import { problemOf } from '../../ui/errors'
import { formatTime } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Tag } from '../../ui/Tag'
import type { DraftState } from './draft'
import type { RecordCard_recordFragment } from './medical-records.gen'
import { soapLabel, soapParts } from './soap'
import { useDraft } from './useDraft'

interface Props {
  petId: string
  /** Null for a record that does not exist until something is typed. */
  record: RecordCard_recordFragment | null
  onDone: () => void
  /** Hears of the record that the first save made. */
  onStarted?: (id: string) => void
}

export function DraftEditor({ petId, record, onDone, onStarted }: Props) {
  const { draft, state } = useDraft(petId, record)
  useEffect(() => {
    if (state.id) onStarted?.(state.id)
  }, [state.id, onStarted])
  const [closing, setClosing] = useState(false)
  const done = async () => {
    setClosing(true)
    await draft.flush()
    setClosing(false)
    if (draft.get().phase === 'saved') onDone()
  }
  return (
    <Paper
      variant="outlined"
      role="group"
      aria-label={record ? 'Edit the draft' : 'New medical record'}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || (event.key !== 's' && event.key !== 'Enter')) return
        event.preventDefault()
        void (event.key === 's' ? draft.flush() : done())
      }}
      sx={{
        p: 2,
        borderColor: 'primary.main',
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'minmax(0, 1fr)',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography variant="h3" sx={{ flex: 1 }}>
          {record ? 'Draft' : 'New record'}
        </Typography>
        <Tag tone="warn">Only signed records are final</Tag>
      </Box>
      {state.phase === 'conflict' && (
        <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
          <Box sx={{ width: '100%' }}>
            <ConflictChoice
              allowBoth
              choices={state.clashes.map(({ field, mine, theirs, side }) => ({
                key: field,
                label: soapLabel(field),
                mine,
                theirs,
                chosen: side,
              }))}
              onChoose={(key, side) => draft.choose(key, side)}
            />
          </Box>
          <Button variant="contained" onClick={() => void draft.settle()}>
            Go on with this choice
          </Button>
        </Box>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        {soapParts.map(({ part, label, hint }, index) => (
          <TextField
            key={part}
            label={label}
            placeholder={hint}
            value={state.texts[part]}
            onChange={(event) => draft.type(part, event.target.value)}
            multiline
            minRows={3}
            autoFocus={index === 0}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        <SaveMark state={state} started={record !== null} onRetry={() => void draft.flush()} />
        {state.phase === 'failed' && (
          <Button color="inherit" onClick={onDone}>
            Close, keep it on this computer
          </Button>
        )}
        <Button
          variant="contained"
          loading={closing}
          onClick={() => void done()}
          disabled={state.phase === 'conflict'}
        >
          Done
        </Button>
      </Box>
    </Paper>
  )
}

function SaveMark({ state, started, onRetry }: { state: DraftState; started: boolean; onRetry: () => void }) {
  const { timeZone } = useCurrentLocation()
  const { phase, savedAt, error } = state
  if (phase === 'failed') {
    return (
      <Box
        role="alert"
        sx={{ flex: 1, minWidth: 220, display: 'flex', alignItems: 'center', gap: 1, color: 'error.main' }}
      >
        <CloudOff fontSize="small" aria-hidden />
        <span>Not saved: {problemOf(error).message} Your text is kept on this computer.</span>
        <Button size="small" color="inherit" onClick={onRetry}>
          Try now
        </Button>
      </Box>
    )
  }
  const words =
    phase === 'conflict'
      ? 'Waits for your choice'
      : phase === 'saved'
        ? savedAt
          ? `Saved at ${formatTime(new Date(savedAt).toISOString(), timeZone)}`
          : started
            ? 'All saved'
            : 'Saves itself while you type'
        : 'Saving…'
  return (
    <Box
      role="status"
      sx={{
        flex: 1,
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        color: 'text.secondary',
        fontSize: '0.8125rem',
      }}
    >
      {phase === 'saved' ? <CloudDone fontSize="small" aria-hidden /> : <Sync fontSize="small" aria-hidden />}
      {words}
    </Box>
  )
}
