import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { unsavedForms } from '../../ui/unsaved'

interface Props {
  /** Whose input it is. */
  name: string
  /** Lets the next person work beside it and answers whether the browser did; null while it is nobody. */
  onNewTab: (() => boolean) | null
  onDiscard: () => void
  onStay: () => void
}

/** Whoever takes over hears that somebody has not saved, and not what: a title may name a client. */
export function LeftBehind({ name, onNewTab, onDiscard, onStay }: Props) {
  const [blocked, setBlocked] = useState(false)
  const count = unsavedForms()
  return (
    <Box
      role="alertdialog"
      aria-labelledby="left-behind"
      sx={{ display: 'grid', gap: 1.5, width: '100%', maxWidth: 440 }}
    >
      <Typography variant="h2" id="left-behind">
        {name} has unsaved input in {count === 1 ? 'a form' : `${count} forms`}
      </Typography>
      <Typography sx={{ color: 'text.secondary' }}>
        {onNewTab
          ? 'In a tab of your own you leave it here, covered, until they are back. If you go on here, it is lost.'
          : 'If you start anew, it is lost.'}
      </Typography>
      {blocked && (
        <Alert severity="error" role="alert">
          The browser opened no tab. Allow it to open windows for this address, or go on here.
        </Alert>
      )}
      {onNewTab && (
        <Button variant="contained" autoFocus onClick={() => setBlocked(!onNewTab())}>
          Work in a new tab
        </Button>
      )}
      <Button color="error" variant="outlined" onClick={onDiscard}>
        {onNewTab ? 'Discard it and go on here' : 'Discard it and start anew'}
      </Button>
      <Button color="inherit" autoFocus={!onNewTab} onClick={onStay}>
        Leave it as it is
      </Button>
    </Box>
  )
}
