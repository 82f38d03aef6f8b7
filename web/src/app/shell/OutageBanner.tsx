import CloudOff from '@mui/icons-material/CloudOffOutlined'
import Box from '@mui/material/Box'
import { useOutage } from '../apollo/outage'

/** One quiet line for the whole screen while a part of the system is silent; it goes by itself. */
export function OutageBanner() {
  const out = useOutage()
  return (
    <Box
      role="status"
      sx={{
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: { xs: 2, md: 3 },
        py: 0.75,
        fontSize: '0.8125rem',
        borderBottom: 1,
        borderColor: 'divider',
        color: 'var(--vg-palette-status-ARRIVED-ink)',
        backgroundColor: 'var(--vg-palette-status-ARRIVED-fill)',
        '&:empty': { display: 'none' },
      }}
    >
      {out && (
        <>
          <CloudOff aria-hidden sx={{ fontSize: 18, flex: 'none' }} />
          <span>
            <strong>A part of the system does not answer.</strong> What is missing comes back by itself;
            everything else works.
          </span>
        </>
      )}
    </Box>
  )
}
