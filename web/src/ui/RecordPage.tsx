import ArrowBack from '@mui/icons-material/ArrowBack'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import { ErrorView } from './ErrorView'

interface Props {
  /** The list that it is found in. */
  back: { to: string; label: string }
  error: unknown
  onRetry: () => void
  /** Name and actions, and what is always known of it; null until it is there. */
  head: ReactNode
  aside: ReactNode
  /** On a phone the aside comes last, where the sections are what somebody looks for. */
  asideLast?: boolean
  children: ReactNode
}

/** All that is known of a person: who it is above, the facts aside, and a section for each part of the hospital. */
export function RecordPage({ back, error, onRetry, head, aside, asideLast = false, children }: Props) {
  return (
    <Box
      sx={{
        px: { xs: 2, md: 3 },
        py: { xs: 1.5, md: 2.5 },
        display: 'grid',
        gap: 2.5,
        gridTemplateColumns: 'minmax(0, 1fr)',
        maxWidth: 1680,
      }}
    >
      <Link
        component={RouterLink}
        to={back.to}
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, justifySelf: 'start', minHeight: 24 }}
      >
        <ArrowBack sx={{ fontSize: 16 }} /> {back.label}
      </Link>
      {Boolean(error) && <ErrorView error={error} onRetry={onRetry} form="line" />}
      {head ?? <Skeleton variant="rounded" height={64} />}
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 320px' },
        }}
      >
        <Box
          sx={{
            display: 'grid',
            gap: 3,
            gridTemplateColumns: 'minmax(0, 1fr)',
            order: { xs: asideLast ? 1 : 2, lg: 1 },
          }}
        >
          {children}
        </Box>
        <Box sx={{ order: { xs: asideLast ? 2 : 1, lg: 2 } }}>
          {aside ?? <Skeleton variant="rounded" height={280} />}
        </Box>
      </Box>
    </Box>
  )
}
