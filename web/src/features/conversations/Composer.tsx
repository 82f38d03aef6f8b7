import Send from '@mui/icons-material/SendOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { type Problem, problemOf } from '../../ui/errors'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useUnsaved } from '../../ui/unsaved'

const maxMessage = 2000

interface Props {
  label: string
  submitLabel: string
  onSend: (text: string, headersFor: ReturnType<typeof useIdempotencyKey>['headersFor']) => Promise<unknown>
}

/** Where a message or a note is written; what was typed stays until it is sent. */
export function Composer({ label, submitLabel, onSend }: Props) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  const wanted = text.trim()
  const isTooLong = wanted.length > maxMessage
  useUnsaved(wanted !== '')
  const send = async () => {
    if (wanted === '' || isTooLong || busy) return
    setBusy(true)
    setProblem(null)
    try {
      await onSend(wanted, headersFor)
      done()
      setText('')
    } catch (failure) {
      setProblem(problemOf(failure))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      sx={{ display: 'grid', gap: 1 }}
    >
      {problem && <Alert severity="error">{problem.message}</Alert>}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-end' }}>
        <TextField
          multiline
          maxRows={8}
          fullWidth
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            void send()
          }}
          placeholder={label}
          error={isTooLong}
          helperText={
            isTooLong ? `${wanted.length - maxMessage} characters too many` : wanted && 'Ctrl+Enter sends'
          }
          slotProps={{ htmlInput: { 'aria-label': label } }}
        />
        <Button
          type="submit"
          variant="contained"
          startIcon={<Send />}
          loading={busy}
          disabled={wanted === '' || isTooLong}
          sx={{ flex: 'none', mb: wanted ? '22px' : 0 }}
        >
          {submitLabel}
        </Button>
      </Box>
    </Box>
  )
}
