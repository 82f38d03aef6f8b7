import { useState } from 'react'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { Facts } from '../../ui/Facts'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { type InPatient_entryFragment, useUndoTreatmentMutation } from './in-patients.gen'
import { outcomes } from './words'

interface Props {
  title: string
  entry: InPatient_entryFragment
  /** The patient is still in the hospital. */
  open: boolean
  onClose: () => void
}

/** Who has done what, and the way to take it back. */
export function EntryDetails({ title, entry, open, onClose }: Props) {
  const [undoing, setUndoing] = useState(false)
  const [undo] = useUndoTreatmentMutation()
  if (undoing)
    return (
      <ReasonDialog
        title={`Undo ${title}?`}
        submitLabel="Undo"
        danger
        lead="The entry stays on the sheet with the reason, and its time is open again."
        onSave={async (reason) => {
          await undo({ variables: { input: { id: entry.id, reason } } })
          onClose()
        }}
        onClose={onClose}
      />
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="entry-title">
      <DialogTitle id="entry-title">{title}</DialogTitle>
      <DialogContent>
        <Facts
          facts={[
            [outcomes[entry.outcome], <When key="at" at={entry.at} />],
            ['By', entry.enteredBy?.name],
            [entry.outcome === 'GIVEN' ? 'Value or remark' : 'Reason', entry.note],
          ]}
        />
      </DialogContent>
      <DialogActions>
        {open && !entry.undoneAt && (
          <Can do="treatment:record">
            <Button color="error" onClick={() => setUndoing(true)}>
              Undo
            </Button>
          </Can>
        )}
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  )
}
