import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { Kbd } from '../../ui/Kbd'
import { useShortcuts } from '../../ui/shortcuts'

const names: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  mod: /Mac/.test(navigator.userAgent) ? '⌘' : 'Ctrl',
  k: 'K',
}

export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const shortcuts = useShortcuts()
  return (
    <Dialog open={open} onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="shortcuts-title">
      <DialogTitle id="shortcuts-title">Keyboard shortcuts</DialogTitle>
      <DialogContent>
        <Box
          component="dl"
          sx={{ m: 0, display: 'grid', gridTemplateColumns: '1fr auto', rowGap: 1.25, alignItems: 'center' }}
        >
          {shortcuts.map(({ keys, label }) => (
            <Box key={keys + label} sx={{ display: 'contents' }}>
              <dt>{label}</dt>
              <Box component="dd" sx={{ m: 0, display: 'flex', gap: 0.5, justifyContent: 'flex-end' }}>
                {keys.split('+').map((key) => (
                  <Kbd key={key}>{names[key] ?? key}</Kbd>
                ))}
              </Box>
            </Box>
          ))}
        </Box>
      </DialogContent>
    </Dialog>
  )
}
