import WarningAmber from '@mui/icons-material/WarningAmberOutlined'
import Box from '@mui/material/Box'
import { useDemoBannerQuery } from './shell.gen'

/** Above every page of a demo hospital that others can reach; the page's own queries have asked for it. */
export function DemoBanner() {
  const { data } = useDemoBannerQuery({ fetchPolicy: 'cache-only' })
  if (!data?.setup.openDemo) return null
  return (
    <Box
      component="aside"
      aria-label="Demo hospital"
      sx={{
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        justifyContent: { md: 'center' },
        gap: 1,
        px: { xs: 2, md: 3 },
        py: 0.75,
        fontSize: '0.8125rem',
        lineHeight: 1.35,
        borderBottom: 1,
        borderColor: 'var(--vg-palette-status-NO_SHOW-line)',
        color: 'var(--vg-palette-status-NO_SHOW-ink)',
        backgroundColor: 'var(--vg-palette-status-NO_SHOW-fill)',
      }}
    >
      <WarningAmber aria-hidden sx={{ fontSize: 18, flex: 'none' }} />
      <span>
        <strong>Demo hospital.</strong> Everybody knows its passwords: keep nothing real here.
      </span>
    </Box>
  )
}
