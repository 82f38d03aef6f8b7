import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <Box
      component="kbd"
      sx={{
        fontFamily: 'inherit',
        fontSize: '0.6875rem',
        fontWeight: 600,
        lineHeight: '18px',
        minWidth: 20,
        px: 0.625,
        textAlign: 'center',
        display: 'inline-block',
        borderRadius: '5px',
        border: '1px solid currentColor',
      }}
    >
      {children}
    </Box>
  )
}
