import Close from '@mui/icons-material/Close'
import Refresh from '@mui/icons-material/Refresh'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { FileKind } from '../../gql/types'
import { DatePicker } from '../../ui/DatePicker'
import { incomplete } from '../../ui/datePickerProps'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { kindLabels, sizeText } from './fileWords'
import { useAttachToMedicalRecordMutation, useAttachToPetMutation } from './files.gen'
import { PickFiles } from './PickFiles'
import { type Upload, useUploads } from './useUploads'

interface Props {
  petId: string
  /** The record that they are attached to; the patient’s chart alone without one. */
  recordId?: string
  /** The file whose new version it is: one file, which takes its place. */
  replaces?: { id: string; name: string }
  /** What was dropped or photographed. */
  files: readonly File[]
  /** The owner sends them from the portal. */
  byOwner?: boolean
  onClose: () => void
  onAdded?: () => void
}

interface Row {
  upload: Upload
  onKind: (kind: FileKind) => void
  onRetry: () => void
  onRemove: () => void
}

function UploadRow({ upload, onKind, onRetry, onRemove }: Row) {
  const { file, type, kind, state, share, error } = upload
  const word = {
    waiting: 'Waiting',
    sending: `${Math.round(share * 100)} %`,
    arrived: 'Arrived',
    failed: '',
  }[state]
  return (
    <Box component="li" sx={{ display: 'grid', gap: 0.75, py: 1, borderBottom: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Box sx={{ flex: '1 1 180px', minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{file.name}</Typography>
          <Typography variant="body2" className="tabular" sx={{ color: 'text.secondary' }}>
            {[type, sizeText(file.size), word].filter(Boolean).join(' · ')}
          </Typography>
        </Box>
        {type && (
          <TextField
            select
            size="small"
            label="Shows"
            value={kind}
            onChange={({ target }) => onKind(target.value as FileKind)}
            slotProps={{ htmlInput: { 'aria-label': `What ${file.name} shows` } }}
            sx={{ width: 180 }}
          >
            {(Object.keys(kindLabels) as FileKind[]).map((each) => (
              <MenuItem key={each} value={each}>
                {kindLabels[each]}
              </MenuItem>
            ))}
          </TextField>
        )}
        {state === 'failed' && type && (
          <IconButton onClick={onRetry} aria-label={`Try ${file.name} again`}>
            <Refresh fontSize="small" />
          </IconButton>
        )}
        <IconButton
          onClick={onRemove}
          aria-label={state === 'sending' ? `Cancel ${file.name}` : `Leave ${file.name} out`}
        >
          <Close fontSize="small" />
        </IconButton>
      </Box>
      {state !== 'failed' && (
        <LinearProgress
          variant="determinate"
          value={share * 100}
          color={state === 'arrived' ? 'success' : 'primary'}
          aria-label={`${file.name}: how much has arrived`}
        />
      )}
      {error && (
        <Typography variant="body2" role="alert" sx={{ color: 'error.main' }}>
          {error}
        </Typography>
      )}
    </Box>
  )
}

const onChart = (count: number) =>
  count === 1 ? 'The file is on the chart.' : `${count} files are on the chart.`

const wordsOf = {
  chart: { title: 'Add files to the chart', submit: 'Add to chart', done: onChart },
  record: { title: 'Attach files to the record', submit: 'Attach', done: onChart },
  version: {
    title: 'New version of a file',
    submit: 'Replace',
    done: () => 'The new version is on the chart; the earlier one is kept.',
  },
  owner: {
    title: 'Send files to the hospital',
    submit: 'Send',
    done: (count: number) => (count === 1 ? 'The hospital has it.' : `The hospital has all ${count}.`),
  },
}

/** The middle of a day, or now when that has not come yet. */
const noonOf = (day: string) =>
  new Date(Math.min(new Date(`${day}T12:00`).getTime(), Date.now())).toISOString()

/** Sends files while it is said what they show, and puts them on the chart. */
export function UploadDialog({ petId, recordId, replaces, files, byOwner = false, onClose, onAdded }: Props) {
  const words = replaces
    ? wordsOf.version
    : byOwner
      ? wordsOf.owner
      : recordId
        ? wordsOf.record
        : wordsOf.chart
  const toast = useToast()
  const { uploads, add, remove, retry, setKind } = useUploads(petId)
  const [attachToPet] = useAttachToPetMutation()
  const [attachToRecord] = useAttachToMedicalRecordMutation()
  const [takenOn, setTakenOn] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    add(files)
  })
  const ready = uploads.filter(({ state }) => state === 'arrived')
  const isOnTheWay = uploads.some(({ state }) => state === 'waiting' || state === 'sending')
  const attach = async ({ key, fileId, kind }: Upload) => {
    const input = {
      fileId: fileId!,
      kind,
      takenAt: takenOn ? noonOf(takenOn) : null,
      replacesId: replaces?.id ?? null,
    }
    const context = { headers: { 'Idempotency-Key': `attach-${key}` } }
    if (recordId) await attachToRecord({ variables: { input: { ...input, recordId } }, context })
    else await attachToPet({ variables: { input }, context })
    remove(key)
  }
  const save = async () => {
    setBusy(true)
    setError(null)
    try {
      for (const upload of ready) await attach(upload)
      toast({ message: words.done(ready.length) })
      onAdded?.()
      onClose()
    } catch (failure) {
      setError(failure)
      onAdded?.()
    } finally {
      setBusy(false)
    }
  }
  return (
    <FormDialog
      open
      title={words.title}
      submitLabel={words.submit}
      disabled={ready.length === 0 || isOnTheWay || takenOn === incomplete}
      busy={busy}
      error={error}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {replaces && (
        <Typography sx={{ color: 'text.secondary' }}>It takes the place of {replaces.name}.</Typography>
      )}
      <Box component="ul" aria-label="Files" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {uploads.map((upload) => (
          <UploadRow
            key={upload.key}
            upload={upload}
            onKind={(kind) => setKind(upload.key, kind)}
            onRetry={() => retry(upload.key)}
            onRemove={() => remove(upload.key)}
          />
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        <DatePicker label="Taken on" value={takenOn} onChange={setTakenOn} helperText="Today if left empty" />
        {!replaces && <PickFiles onPicked={add}>More files</PickFiles>}
      </Box>
    </FormDialog>
  )
}
