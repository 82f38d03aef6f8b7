import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { FormDialog } from '../../ui/FormDialog'
import { useToast } from '../../ui/toasts'
import { useRevokeWorkstationMutation, type WorkstationRow_workstationFragment } from './workstations.gen'

interface Props {
  workstation: WorkstationRow_workstationFragment
  onClose: () => void
}

export function RetireDialog({ workstation: { id, name }, onClose }: Props) {
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()
  const [revoke, { loading }] = useRevokeWorkstationMutation({
    // This browser may be the one.
    refetchQueries: ['ThisWorkstation', 'WorkstationsPage'],
  })
  const submit = async () => {
    setError(null)
    try {
      await revoke({ variables: { id } })
      toast({ message: `${name} is a browser like any other now.` })
      onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <FormDialog
      title={`Retire ${name}?`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Retire"
      busy={loading}
      danger
      error={error}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        Whoever signed in there is signed out at once. Nobody takes over with a PIN there any more, and it no
        longer locks by itself. To share it again, somebody makes it a workstation anew, in that browser.
      </Typography>
    </FormDialog>
  )
}
