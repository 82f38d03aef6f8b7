import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** Words for screen readers that the eye gets from the looks. */
export function SrOnly({ children }: { children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{
        position: 'absolute',
        width: '1px',
        height: '1px',
        overflow: 'hidden',
        clipPath: 'inset(50%)',
        whiteSpace: 'nowrap',
      }}
    >
      {children}
    </Box>
  )
}
