import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { client, forgetEverything } from '../apollo/client'
import { type Granted, session } from './session'
import { LoginForm } from './LoginForm'

export function ReloginDialog({ open, email }: { open: boolean; email: string | null }) {
  const titleId = useId()
  const onGranted = (granted: Granted) => {
    const another = granted.user.id !== session.get().user?.id
    session.grant(granted)
    if (another) void client.resetStore()
  }
  return (
    <Dialog open={open} maxWidth="xs" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>Please sign in again</DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 2, color: 'text.secondary' }}>
          Your session has ended. The page behind this stays as it is: nothing you typed is lost.
        </Typography>
        <LoginForm email={email} submitLabel="Go on working" onGranted={onGranted} />
        <Button fullWidth color="inherit" sx={{ mt: 1 }} onClick={() => void forgetEverything()}>
          Sign out and leave
        </Button>
      </DialogContent>
    </Dialog>
  )
}
