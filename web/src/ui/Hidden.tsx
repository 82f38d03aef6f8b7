import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** Hides from eyes only. */
export const hidden = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const

/** Words for screen readers only. */
export function Hidden({
  id,
  role,
  children,
}: {
  id?: string
  role?: 'status' | 'alert'
  children: ReactNode
}) {
  return (
    <Box component="span" id={id} role={role} sx={hidden}>
      {children}
    </Box>
  )
}
