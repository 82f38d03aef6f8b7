import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useId } from 'react'

interface Props {
  open: boolean
  onStay: () => void
  onDiscard: () => void
}

/** Asks before something half filled is thrown away; Escape and Enter both stay with it. */
export function DiscardDialog({ open, onStay, onDiscard }: Props) {
  const id = useId()
  return (
    <Dialog
      open={open}
      onClose={onStay}
      role="alertdialog"
      maxWidth="xs"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <DialogTitle id={`${id}-title`} component="h2">
        Close without saving?
      </DialogTitle>
      <DialogContent id={`${id}-text`}>What you have filled in is not saved and would be lost.</DialogContent>
      <DialogActions>
        <Button color="error" onClick={onDiscard}>
          Discard
        </Button>
        <Button variant="contained" autoFocus onClick={onStay}>
          Keep editing
        </Button>
      </DialogActions>
    </Dialog>
  )
}
