import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** Its place for links: `#visits`. */
  id?: string
  actions?: ReactNode
  /** Lists bring their own edges. */
  flush?: boolean
  children: ReactNode
}

/** One part of a page: a title, what can be done, and the content on a card. */
export function Section({ title, id, actions, flush = false, children }: Props) {
  const titleId = `${id ?? title.toLowerCase().replaceAll(' ', '-')}-title`
  return (
    <Box component="section" id={id} aria-labelledby={titleId} sx={{ minWidth: 0, scrollMarginTop: 64 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 36, mb: 1 }}>
        <Typography variant="h2" id={titleId} sx={{ flex: 1 }}>
          {title}
        </Typography>
        {actions}
      </Box>
      {flush ? (
        children
      ) : (
        <Paper variant="outlined" sx={{ p: 2 }}>
          {children}
        </Paper>
      )}
    </Box>
  )
}
