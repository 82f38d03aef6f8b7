import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import { Component, type ReactNode } from 'react'
import { LoadFailureView } from './LoadFailureView'
import { isLoadFailure } from './release'

interface Props {
  onClose: () => void
  children: ReactNode
}

/** Around a dialog with a file of its own: when that cannot be loaded, the page beneath stays. */
export class LoadFailureDialog extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(error: unknown) {
    if (!isLoadFailure(error)) throw error
    return { failed: true }
  }

  override render() {
    const { onClose, children } = this.props
    if (!this.state.failed) return children
    return (
      <Dialog open onClose={onClose} aria-label="Not loaded">
        <LoadFailureView heading="h2" />
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            Close
          </Button>
        </DialogActions>
      </Dialog>
    )
  }
}
