import Box from '@mui/material/Box'
import { formatTime } from '../../../ui/format'
import { useNow } from '../../../ui/useNow'
import type { TimeAxis } from './timeAxis'

function useNowOn(axis: TimeAxis): { now: string; y: number } | null {
  const now = new Date(useNow()).toISOString()
  const y = axis.y(now)
  return y < 0 || y > axis.height ? null : { now, y }
}

/** Drawn under the chips of a column: a line through a name would read as cancelled. */
export function NowLine({ axis }: { axis: TimeAxis }) {
  const at = useNowOn(axis)
  if (!at) return null
  return (
    <Box
      aria-hidden
      sx={{
        position: 'absolute',
        insetInline: 0,
        top: at.y - 1,
        borderTop: '2px solid var(--vg-palette-surface-now)',
        pointerEvents: 'none',
      }}
    />
  )
}

/** The present time on the axis. */
export function NowLabel({ axis, zone }: { axis: TimeAxis; zone: string }) {
  const at = useNowOn(axis)
  if (!at) return null
  return (
    <Box
      className="tabular"
      sx={{
        position: 'absolute',
        top: at.y - 10,
        right: 0,
        width: 46,
        height: 20,
        borderRadius: '6px 0 0 6px',
        textAlign: 'center',
        fontSize: '0.6875rem',
        lineHeight: '20px',
        fontWeight: 700,
        color: 'background.paper',
        backgroundColor: 'var(--vg-palette-surface-now)',
      }}
    >
      {formatTime(at.now, zone)}
    </Box>
  )
}
