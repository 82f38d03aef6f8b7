import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import InputAdornment from '@mui/material/InputAdornment'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type RefObject, useState } from 'react'
import { problemOf } from '../../../ui/errors'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { Tag } from '../../../ui/Tag'
import { quantityText, unitText } from '../quantity'
import { LotOf } from './CountedTable'
import { type StocktakeLine_lineFragment, useCountStockMutation } from './counts.gen'
import { countFrom, scannedIn } from './countWords'

interface Props {
  line: StocktakeLine_lineFragment
  inputRef: RefObject<HTMLInputElement | null>
  onCounted: () => void
  onSkip: () => void
  /** A scanner has typed a barcode into the number. */
  onScanned: (text: string) => void
  onMissed: () => void
}

/** What lies on the shelf of one line: Enter saves it and goes on. */
export function CountField({ line, inputRef, onCounted, onSkip, onScanned, onMissed }: Props) {
  const [text, setText] = useState(line.counted === null ? '' : quantityText(line.counted))
  const [note, setNote] = useState(line.note ?? '')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [count] = useCountStockMutation()
  const { headersFor } = useIdempotencyKey()

  const save = async () => {
    if (scannedIn(text)) {
      setText('')
      return onScanned(text)
    }
    const quantity = countFrom(text)
    if (quantity === null) return setRefusal('A number from 0 on, to three decimals.')
    setSaving(true)
    try {
      const input = { lineId: line.id, version: line.version, quantity, note: note.trim() || null }
      await count({ variables: { input }, context: headersFor(input) })
      onCounted()
    } catch (error) {
      const { message, field } = problemOf(error)
      const stale = field === 'version'
      setRefusal(stale ? 'Somebody else has counted it meanwhile.' : message)
      if (stale || field === 'id') onMissed()
    } finally {
      setSaving(false)
    }
  }

  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box
        component="form"
        aria-label={`Count ${line.item.name}`}
        sx={{ display: 'grid', gap: 1.5 }}
        onSubmit={(event) => {
          event.preventDefault()
          if (!saving) void save()
        }}
      >
        <Box>
          <Typography variant="h2" sx={{ fontSize: '1.25rem', overflowWrap: 'anywhere' }}>
            {line.item.name}
          </Typography>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, color: 'text.secondary' }}>
            <LotOf line={line} />
            {line.item.controlled && <Tag tone="info">Controlled</Tag>}
          </Box>
        </Box>
        <TextField
          fullWidth
          label="On the shelf"
          value={text}
          inputRef={inputRef}
          onChange={(event) => {
            setText(event.target.value)
            setRefusal(null)
          }}
          error={refusal !== null}
          helperText={refusal}
          slotProps={{
            htmlInput: {
              inputMode: 'decimal',
              autoComplete: 'off',
              enterKeyHint: 'next',
              sx: { fontSize: '2rem', fontWeight: 650, fontVariantNumeric: 'tabular-nums' },
            },
            input: {
              endAdornment: <InputAdornment position="end">{unitText(line.item.unit, 2)}</InputAdornment>,
            },
          }}
        />
        <TextField
          fullWidth
          size="small"
          label="Note"
          value={note}
          onChange={(event) => setNote(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200, autoComplete: 'off' } }}
        />
        <Box sx={{ display: 'grid', gridTemplateColumns: '2fr 1fr', gap: 1 }}>
          <Button type="submit" variant="contained" size="large" disabled={saving} sx={{ minHeight: 48 }}>
            Save and next
          </Button>
          <Button variant="outlined" color="inherit" size="large" onClick={onSkip}>
            Skip
          </Button>
        </Box>
      </Box>
    </Paper>
  )
}
