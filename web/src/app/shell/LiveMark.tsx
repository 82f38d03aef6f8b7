import Box from '@mui/material/Box'
import { Hidden } from '../../ui/Hidden'
import { type ConnectionState, useConnection } from '../apollo/connection'

const looks: Record<ConnectionState, { label: string; colour: string; pulse?: boolean }> = {
  connecting: { label: 'Connecting…', colour: 'var(--vg-palette-warning-main)', pulse: true },
  live: { label: 'Live', colour: 'var(--vg-palette-success-main)' },
  reconnecting: { label: 'Reconnecting…', colour: 'var(--vg-palette-warning-main)', pulse: true },
  offline: { label: 'Offline', colour: 'var(--vg-palette-error-main)' },
  restored: { label: 'Back online, refreshed', colour: 'var(--vg-palette-success-main)' },
}

/** Whether what is on the screen is still the hospital's present. */
export function LiveMark() {
  const state = useConnection()
  const { label, colour, pulse } = looks[state]
  const quiet = state === 'live' || state === 'connecting'
  return (
    <Box
      role="status"
      title={state === 'live' ? 'Changes from other desks appear here by themselves' : undefined}
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        fontSize: '0.75rem',
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: quiet ? 'text.secondary' : 'text.primary',
        px: 1,
        height: 28,
        borderRadius: 99,
        border: 1,
        borderColor: quiet ? 'transparent' : 'divider',
        backgroundColor: quiet ? 'transparent' : 'background.paper',
        '@keyframes vg-pulse': { '50%': { opacity: 0.35 } },
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          width: 8,
          height: 8,
          borderRadius: state === 'offline' ? '2px' : '50%',
          backgroundColor: colour,
          animation: pulse ? 'vg-pulse 1.2s ease-in-out infinite' : 'none',
        }}
      />
      <Box component="span" sx={quiet ? { display: { xs: 'none', sm: 'inline' } } : undefined}>
        {label}
      </Box>
      {quiet && (
        <Box component="span" sx={{ display: { xs: 'inline', sm: 'none' } }}>
          <Hidden>{label}</Hidden>
        </Box>
      )}
    </Box>
  )
}
