import ContentCopy from '@mui/icons-material/ContentCopy'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useCopy } from '../../ui/useCopy'

export interface Shown {
  client: { id: string; name: string }
  secret: string
}

/** Shows a secret, this once, with what the API client does with it. */
export function SecretDialog({ shown: { client, secret }, onClose }: { shown: Shown; onClose: () => void }) {
  const titleId = useId()
  const example = [
    `curl ${location.origin}/oauth/token \\`,
    `  -u '${client.id}:…secret…' \\`,
    `  -d grant_type=client_credentials`,
  ].join('\n')
  return (
    <Dialog open maxWidth="sm" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId} component="h2">
        The secret of {client.name}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Alert severity="warning">
          Copy it now and keep it where the software runs. It is not shown again: only a new one can be made.
        </Alert>
        <Copyable label="Client id" value={client.id} />
        <Copyable label="Client secret" value={secret} />
        <Box>
          <Typography variant="body2" sx={{ mb: 0.5 }}>
            With both the API client gets a token for a quarter of an hour, and sends it as{' '}
            <code>Authorization: Bearer …</code>:
          </Typography>
          <Box
            component="pre"
            sx={{
              m: 0,
              p: 1.5,
              overflowX: 'auto',
              borderRadius: 1,
              fontSize: '0.75rem',
              backgroundColor: 'action.hover',
            }}
          >
            {example}
          </Box>
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Copyable({ label, value }: { label: string; value: string }) {
  const copy = useCopy()
  return (
    <Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box component="code" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', fontSize: '0.875rem' }}>
          {value}
        </Box>
        <IconButton
          onClick={() => void copy(value, `${label} copied.`)}
          aria-label={`Copy ${label.toLowerCase()}`}
        >
          <ContentCopy fontSize="small" />
        </IconButton>
      </Box>
    </Box>
  )
}
