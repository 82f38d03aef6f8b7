import CloudDone from '@mui/icons-material/CloudDoneOutlined'
import CloudOff from '@mui/icons-material/CloudOffOutlined'
import Sync from '@mui/icons-material/Sync'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { ConflictChoice } from '../../ui/ConflictChoice'
import { problemOf } from '../../ui/errors'
import { formatTime } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Kbd } from '../../ui/Kbd'
import { Tag } from '../../ui/Tag'
import { useUnsaved } from '../../ui/unsaved'
import { useCan, useViewer } from '../../ui/viewer'
import { When } from '../../ui/When'
import type { DraftState } from './draft'
import { AddendumDialog } from './AddendumDialog'
import { DiagnosesField } from './DiagnosesField'
import type { RecordCard_recordFragment } from './medical-records.gen'
import { type RecordTemplate_templateFragment, useWritingAidsQuery } from './record-templates.gen'
import { SignDialog } from './SignDialog'
import { changedText, isEmpty, soapLabel, soapParts, textsOf } from './soap'
import { SoapField } from './SoapField'
import { withTemplate } from './templates'
import { useDraft, type Visit } from './useDraft'

interface Props {
  petId: string
  /** Null for a record that does not exist until something is typed. */
  record: RecordCard_recordFragment | null
  /** The visit of which a new record is written. */
  visit?: Visit | null
  /** What a new record begins with; it is saved with the first word that somebody writes. */
  template?: RecordTemplate_templateFragment | null
  onDone: () => void
  /** Hears of the record that the first save made. */
  onStarted?: (id: string) => void
  /** The record that a new one has become, as the chart hears of it. */
  started?: RecordCard_recordFragment | null
}

export function DraftEditor(props: Props) {
  const { petId, record, visit = null, template = null, onDone, onStarted, started = null } = props
  const { draft, state } = useDraft(petId, record, visit, template)
  const { data: aids } = useWritingAidsQuery()
  const viewer = useViewer()
  const maySignOwn = useCan('medical-record:sign')
  const maySignOthers = useCan('medical-record:sign-others')
  const current = record ?? started
  const maySign = current?.author && current.author.id !== viewer.id ? maySignOthers : maySignOwn
  const [signing, setSigning] = useState<{ id: string; version: number } | null>(null)
  const [adding, setAdding] = useState(false)
  useUnsaved(state.phase !== 'saved')
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
  // A colleague has signed or retracted it, and nothing typed here is lost by that.
  const isOver = current !== null && current.status !== 'DRAFT' && state.phase === 'saved' && signing === null
  useEffect(() => {
    if (isOver) onDone()
  }, [isOver, onDone])
  /** What is signed is what stands on the screen: it is saved first. */
  const sign = async () => {
    setClosing(true)
    await draft.flush()
    setClosing(false)
    const { phase, id, version } = draft.get()
    if (phase === 'saved' && id) setSigning({ id, version })
  }
  // A template alone is no record.
  const isUntouched = state.id === null && state.phase === 'saved'
  const isLocked = state.phase === 'failed' && isLockedError(state.error)
  const other = current?.savedBy && current.savedBy.id !== viewer.id ? current.savedBy : null
  return (
    <Paper
      variant="outlined"
      role="group"
      aria-label={record ? 'Edit the draft' : 'New medical record'}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || (event.key !== 's' && event.key !== 'Enter')) return
        event.preventDefault()
        void (event.key === 's' ? draft.flush() : maySign ? sign() : done())
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
        {aids && aids.recordTemplates.length > 0 && (
          <TextField
            select
            size="small"
            label="Add a template"
            value=""
            onChange={({ target }) => {
              const template = aids.recordTemplates.find(({ id }) => id === target.value)
              if (!template) return
              const after = withTemplate(state.texts, template)
              for (const { part } of soapParts)
                if (after[part] !== state.texts[part]) draft.type(part, after[part])
            }}
            fullWidth={false}
            sx={{ width: { xs: '100%', sm: 200 } }}
          >
            {aids.recordTemplates.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        )}
        <Tag tone="warn">Only staff see it until it is signed and released</Tag>
      </Box>
      {other && current && (
        <Alert severity="info">
          {other.name} is writing in this draft too: last saved at <When at={current.updatedAt} show="time" />
          .
        </Alert>
      )}
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
          <SoapField
            key={part}
            label={label}
            hint={hint}
            value={state.texts[part]}
            blocks={aids?.textBlocks ?? []}
            onChange={(text) => draft.type(part, text)}
            autoFocus={index === 0}
          />
        ))}
      </Box>
      <DiagnosesField recordId={state.id} diagnoses={current?.diagnoses ?? []} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        <SaveMark state={state} started={record !== null} onRetry={() => void draft.flush()} />
        {isLocked && current && (
          <Button variant="contained" onClick={() => setAdding(true)}>
            Add it as an addendum…
          </Button>
        )}
        {state.phase === 'failed' && (
          <Button color="inherit" onClick={onDone}>
            Close, keep it on this computer
          </Button>
        )}
        <Button
          variant={maySign ? 'outlined' : 'contained'}
          loading={closing}
          onClick={() => void done()}
          disabled={state.phase === 'conflict'}
        >
          Done
        </Button>
        {maySign && (
          <Button
            variant="contained"
            onClick={() => void sign()}
            disabled={closing || state.phase === 'conflict' || isEmpty(state.texts) || isUntouched}
          >
            Sign…
            <Box component="span" sx={{ ml: 1, display: { xs: 'none', md: 'inline' } }}>
              <Kbd>Ctrl ⏎</Kbd>
            </Box>
          </Button>
        )}
      </Box>
      {signing && <SignDialog record={signing} onClose={() => setSigning(null)} onSigned={onDone} />}
      {adding && current && (
        <AddendumDialog
          recordId={current.id}
          released={current.releasedAt !== null}
          text={changedText(state.texts, textsOf(current))}
          onClose={() => setAdding(false)}
          onAdded={() => {
            draft.discard()
            onDone()
          }}
        />
      )}
    </Paper>
  )
}

/** Signed meanwhile, or locked after the hospital’s hours. */
function isLockedError(error: unknown): boolean {
  const { code, field } = problemOf(error)
  return code === 'CONFLICT' && field === 'id'
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
