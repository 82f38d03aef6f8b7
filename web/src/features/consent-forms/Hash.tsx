import Box from '@mui/material/Box'

/** The hash by which everybody can see that a PDF is the one that was signed. */
export function Hash({ children }: { children: string }) {
  return (
    <Box
      component="code"
      aria-label="SHA-256 of the PDF"
      sx={{ display: 'block', fontSize: '0.6875rem', color: 'text.secondary', overflowWrap: 'anywhere' }}
    >
      SHA-256 {children}
    </Box>
  )
}
