import CloudOff from '@mui/icons-material/CloudOffOutlined'
import Box from '@mui/material/Box'

/** Stands where something would be that a silent part of the system knows: never a blank, which would say that there is nothing. */
export function Unavailable({ what }: { what: string }) {
  return (
    <Box
      component="span"
      title="A part of the system does not answer right now. This comes back by itself."
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        minWidth: 0,
        maxWidth: '100%',
        fontWeight: 500,
        fontStyle: 'italic',
        verticalAlign: 'bottom',
        // On a tinted chip its own ink, elsewhere a quiet one.
        color: 'var(--vg-unavailable, var(--vg-palette-text-secondary))',
      }}
    >
      <CloudOff aria-hidden sx={{ fontSize: '1.15em', flex: 'none' }} />
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {what} not available
      </Box>
    </Box>
  )
}
