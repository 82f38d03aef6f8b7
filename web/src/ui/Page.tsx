import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTitle } from './useTitle'

interface Props {
  title: string
  subtitle?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
  /** Fills the height and lets its content scroll by itself, as the day board does. */
  fill?: boolean
  children: ReactNode
}

export function Page({ title, subtitle, actions, fill = false, children }: Props) {
  useTitle(title)
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        gap: 2,
        px: { xs: 2, md: 3 },
        py: { xs: 1.5, md: 2.5 },
        minWidth: 0,
        ...(fill && { height: '100%', minHeight: 0 }),
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, minHeight: 36 }}>
        <Box sx={{ flex: 1, minWidth: 180 }}>
          <Typography variant="h1">{title}</Typography>
          {subtitle && <Typography sx={{ color: 'text.secondary' }}>{subtitle}</Typography>}
        </Box>
        {actions}
      </Box>
      {children}
    </Box>
  )
}
