import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** When it stands for a whole page or dialog, of which the title is the heading. */
  heading?: 'h1' | 'h2'
  children?: ReactNode
  action?: ReactNode
  icon?: ReactNode
}

export function EmptyState({ title, heading, children, action, icon }: Props) {
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 1, py: 6, px: 3, textAlign: 'center' }}>
      <Box
        aria-hidden
        sx={{
          width: 56,
          height: 56,
          borderRadius: '50%',
          display: 'grid',
          placeItems: 'center',
          color: 'primary.main',
          backgroundColor: 'color-mix(in srgb, var(--vg-palette-primary-main) 12%, transparent)',
          mb: 0.5,
        }}
      >
        {icon ?? <PawGlyph />}
      </Box>
      <Typography variant="h3" component={heading ?? 'p'}>
        {title}
      </Typography>
      {children && <Typography sx={{ color: 'text.secondary', maxWidth: 420 }}>{children}</Typography>}
      {action && <Box sx={{ mt: 1 }}>{action}</Box>}
    </Box>
  )
}

function PawGlyph() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" fill="currentColor">
      <circle cx="5.4" cy="13.8" r="3" />
      <circle cx="11.8" cy="6.6" r="3.3" />
      <circle cx="20.2" cy="6.6" r="3.3" />
      <circle cx="26.6" cy="13.8" r="3" />
      <path d="M16 14.2c4.4 0 8.2 4.8 8.2 8.8 0 2.9-1.9 4.5-4.3 4.5-1.5 0-2.4-.8-3.9-.8s-2.4.8-3.9.8c-2.4 0-4.3-1.6-4.3-4.5 0-4 3.8-8.8 8.2-8.8Z" />
    </svg>
  )
}
