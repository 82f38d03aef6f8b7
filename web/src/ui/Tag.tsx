import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { statusColour, type StatusName } from './StatusChip'

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad'

const tints: Record<Tone, StatusName> = {
  neutral: 'CHECKED_OUT',
  info: 'CONFIRMED',
  good: 'READY',
  warn: 'ARRIVED',
  bad: 'NO_SHOW',
}

interface Props {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
}

/** A short word about a thing, in the tints of the day board. */
export function Tag({ tone = 'neutral', icon, children }: Props) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        minHeight: 22,
        px: 1,
        borderRadius: 99,
        fontSize: '0.75rem',
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: statusColour(tints[tone], 'ink'),
        backgroundColor: statusColour(tints[tone], 'fill'),
        '& svg': { fontSize: 15 },
      }}
    >
      {icon}
      {children}
    </Box>
  )
}
