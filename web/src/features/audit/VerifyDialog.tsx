import { useApolloClient } from '@apollo/client/react'
import Download from '@mui/icons-material/Download'
import UploadFile from '@mui/icons-material/UploadFile'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import { formatCount, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { AuditCheckpointDocument, VerifyAuditLogDocument, type VerifyAuditLogQuery } from './audit.gen'
import { breaks } from './auditWords'

interface Kept {
  file: string
  text: string
}

type Verdict = Pick<VerifyAuditLogQuery['verifyAuditLog'], 'firstBroken' | 'head'> & { kept: Kept | null }

const counted = (count: number) => `${formatCount(count)} ${count === 1 ? 'entry' : 'entries'}`

/** Recomputes the log’s chain, also against a checkpoint that was downloaded before. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const client = useApolloClient()
  const { timeZone } = useCurrentLocation()
  const phone = useMediaQuery('(max-width: 599.95px)')
  const titleId = useId()
  const here = useRef(true)
  const input = useRef<HTMLInputElement>(null)
  const [kept, setKept] = useState<Kept | null>(null)
  const [seen, setSeen] = useState<{ done: number; of: number } | null>(null)
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])

  const stretch = async (after: number) => {
    const { data } = await client.query({
      query: VerifyAuditLogDocument,
      variables: { after, checkpoint: kept?.text ?? null },
      fetchPolicy: 'no-cache',
    })
    if (!data) throw new Error('The server gave no answer.')
    return data.verifyAuditLog
  }

  const verify = async () => {
    setVerdict(null)
    setError(null)
    setSeen({ done: 0, of: 0 })
    try {
      let verification = await stretch(0)
      while (verification.continueAfter !== null && here.current) {
        setSeen({ done: verification.continueAfter, of: verification.head.position })
        verification = await stretch(verification.continueAfter)
      }
      setVerdict({ ...verification, kept })
    } catch (failure) {
      setError(failure)
    }
    setSeen(null)
  }

  const download = async () => {
    setError(null)
    try {
      const { data } = await client.query({ query: AuditCheckpointDocument, fetchPolicy: 'no-cache' })
      if (!data) return
      const link = document.createElement('a')
      link.href = URL.createObjectURL(
        new Blob([`${data.auditCheckpoint}\n`], { type: 'application/jose+json' }),
      )
      link.download = `audit-checkpoint-${todayIn(timeZone)}.json`
      link.click()
      URL.revokeObjectURL(link.href)
    } catch (failure) {
      setError(failure)
    }
  }

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (file) setKept({ file: file.name, text: (await file.text()).trim() })
    setVerdict(null)
    target.value = ''
  }

  return (
    <Dialog open onClose={onClose} fullScreen={phone} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>Verify the audit log</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
        <Typography>
          Every entry is sealed together with the one before it, so that an entry that was changed, removed or
          put in shows. A checkpoint that you keep outside of the hospital’s computers also shows a log that
          was cut or written anew as a whole.
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          <Button variant="outlined" startIcon={<Download />} onClick={() => void download()}>
            Download a checkpoint
          </Button>
          <input
            ref={input}
            type="file"
            accept=".json,.txt"
            hidden
            aria-label="Checkpoint"
            onChange={(event) => void choose(event)}
          />
          <Button variant="outlined" startIcon={<UploadFile />} onClick={() => input.current?.click()}>
            Compare with a checkpoint
          </Button>
        </Box>
        {kept && (
          <Alert severity="info" onClose={() => setKept(null)}>
            The log will be compared with {kept.file}.
          </Alert>
        )}
        {seen && (
          <Box role="status" sx={{ display: 'grid', gap: 0.75 }}>
            <LinearProgress
              aria-label="Verifying"
              variant={seen.of > 0 ? 'determinate' : 'indeterminate'}
              value={seen.of > 0 ? (100 * seen.done) / seen.of : 0}
            />
            <Typography className="tabular" sx={{ color: 'text.secondary' }}>
              {seen.of > 0 ? `${formatCount(seen.done)} of ${counted(seen.of)}` : 'Verifying…'}
            </Typography>
          </Box>
        )}
        {verdict && <Outcome {...verdict} />}
        {error !== null && <ErrorView error={error} form="line" />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        <Button variant="contained" disabled={seen !== null} onClick={() => void verify()}>
          {verdict ? 'Verify again' : 'Verify now'}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Outcome({ firstBroken, head, kept }: Verdict) {
  if (!firstBroken) {
    return (
      <Alert severity="success">
        The log is intact: {counted(head.position)}
        {kept && `, and everything up to ${kept.file} is what it was then`}.
      </Alert>
    )
  }
  const { position, reason } = firstBroken
  return (
    <Alert severity="error">
      The log was tampered with: entry {formatCount(position)} {breaks[reason]}. Keep the database as it is,
      and call whoever looks after it.
    </Alert>
  )
}
