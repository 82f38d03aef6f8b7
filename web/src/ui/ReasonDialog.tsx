import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Field, SaveDialog } from './SaveDialog'
import { type Attempt, useSave } from './useSave'

interface Props {
  title: string
  submitLabel: string
  danger?: boolean
  /** What follows from it, above the field. */
  lead?: string
  /** What else is to be known before, below it. */
  about?: ReactNode
  helperText?: string
  /** The usual reasons, one click each. */
  usual?: readonly string[]
  onSave: (reason: string, attempt: Attempt) => Promise<void>
  onClose: () => void
}

const labels = { reason: 'Reason' }

/** Asks why, before something is done that must be explained. */
export function ReasonDialog({ lead, about, helperText, usual = [], onSave, ...look }: Props) {
  const form = useSave({
    labels,
    start: { reason: '' },
    save: ({ reason }, attempt) => onSave(reason.trim(), attempt),
  })
  return (
    <SaveDialog form={form} {...look} disabled={form.fields.watch('reason').trim() === ''} width="xs">
      {lead && <Typography sx={{ color: 'text.secondary' }}>{lead}</Typography>}
      {about}
      <Field name="reason" required autoFocus multiline minRows={2} helperText={helperText} />
      {usual.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
          {usual.map((each) => (
            <Chip
              key={each}
              label={each}
              variant="outlined"
              onClick={() => form.fields.setValue('reason', each)}
              sx={{ height: { xs: 44, md: 28 } }}
            />
          ))}
        </Box>
      )}
    </SaveDialog>
  )
}
