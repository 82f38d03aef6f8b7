import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'

export function BoardSkeleton() {
  return (
    <Paper
      variant="outlined"
      role="status"
      aria-label="Loading the day"
      sx={{ flex: 1, minHeight: 240, overflow: 'hidden', p: 2 }}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: 'repeat(5, 1fr)' }, gap: 2 }}>
        {Array.from({ length: 20 }, (_, index) => (
          <Skeleton key={index} variant="rounded" height={36 + ((index * 29) % 70)} />
        ))}
      </Box>
    </Paper>
  )
}
