import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** Labels and values; what is not known says so, instead of leaving a hole. */
export function Facts({
  facts,
  wide = false,
}: {
  facts: readonly (readonly [label: string, value: ReactNode])[]
  wide?: boolean
}) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: 1.5,
        columnGap: 3,
        gridTemplateColumns: wide
          ? { xs: 'repeat(auto-fill, minmax(130px, 1fr))', sm: 'repeat(auto-fill, minmax(190px, 1fr))' }
          : 'minmax(0, 1fr)',
      }}
    >
      {facts.map(([label, value]) => (
        <Box key={label} sx={{ minWidth: 0 }}>
          <Box component="dt" sx={{ fontSize: '0.75rem', fontWeight: 600, color: 'text.secondary' }}>
            {label}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
            {value === null || value === undefined || value === '' || value === false ? (
              <Box component="span" sx={{ color: 'text.secondary' }}>
                –
              </Box>
            ) : (
              value
            )}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
