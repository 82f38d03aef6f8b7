import Box from '@mui/material/Box'
import { Logo } from '../../ui/Logo'

export function Splash() {
  return (
    <Box
      role="status"
      aria-label="Opening Vetgraph"
      sx={{
        flex: 1,
        display: 'grid',
        placeItems: 'center',
        backgroundColor: 'var(--vg-palette-surface-rail)',
        color: 'var(--vg-palette-surface-railInk)',
      }}
    >
      <Logo size={56} />
    </Box>
  )
}
