import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Logo } from '../../ui/Logo'
import { useTitle } from '../../ui/useTitle'
import { useEntranceQuery } from './entrance.gen'

interface Props {
  title: string
  lead: ReactNode
  /** For forms with more than a few fields. */
  wide?: boolean
  children: ReactNode
}

/** The pages before the door: a welcome beside one short form. */
export function EntryPage({ title, lead, wide = false, children }: Props) {
  useTitle(title)
  return (
    <Box
      sx={{
        flex: '1 0 auto',
        display: 'grid',
        gridTemplateRows: { xs: 'auto 1fr', md: '1fr' },
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1.05fr) minmax(0, 1fr)' },
      }}
    >
      <Welcome />
      <Box
        component="main"
        sx={{
          display: 'grid',
          alignContent: { xs: 'start', md: 'center' },
          justifyItems: 'center',
          p: { xs: 3, md: 6 },
        }}
      >
        <Box sx={{ width: '100%', maxWidth: wide ? 480 : 360 }}>
          <Typography variant="h1" sx={{ fontSize: '1.625rem', mb: 0.5 }}>
            {title}
          </Typography>
          <Typography sx={{ color: 'text.secondary', mb: 3 }}>{lead}</Typography>
          {children}
        </Box>
      </Box>
    </Box>
  )
}

function Welcome() {
  const { data } = useEntranceQuery({ fetchPolicy: 'cache-first' })
  const name = data?.setup.hospitalName
  return (
    <Box
      component="header"
      sx={{
        position: 'relative',
        overflow: 'hidden',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        gap: 3,
        p: { xs: 3, md: 6 },
        pb: { xs: 7, md: 6 },
        color: '#eaf4f1',
        background: 'radial-gradient(120% 90% at 12% 0%, #1d5a53 0%, #0f3330 55%, #0a2422 100%)',
      }}
    >
      <Constellation />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, position: 'relative' }}>
        <Logo size={38} />
        <Typography component="p" sx={{ fontSize: '1.25rem', fontWeight: 700, letterSpacing: '-0.02em' }}>
          {name ?? 'Vetgraph'}
        </Typography>
      </Box>
      <Box sx={{ position: 'relative', display: { xs: 'none', md: 'block' } }}>
        <Typography
          component="p"
          sx={{
            fontSize: '2.125rem',
            fontWeight: 680,
            letterSpacing: '-0.025em',
            lineHeight: 1.15,
            maxWidth: 460,
          }}
        >
          The whole hospital, on one calm page.
        </Typography>
        <Typography sx={{ mt: 2, fontSize: '1rem', color: '#c2dad5', maxWidth: 420 }}>
          Who is coming, who is waiting, who is with the vet. Every desk sees the same day, at the same
          moment.
        </Typography>
      </Box>
      <Typography
        variant="body2"
        sx={{ color: '#a9c8c2', position: 'relative', display: { xs: 'none', md: 'block' } }}
      >
        For the people who take care of everyone’s animals.
      </Typography>
    </Box>
  )
}

/** The logo's paw grown large: decoration only. */
function Constellation() {
  return (
    <Box
      component="svg"
      aria-hidden
      viewBox="0 0 32 32"
      sx={{
        position: 'absolute',
        right: { xs: -30, md: '-14%' },
        bottom: { xs: -80, md: '-18%' },
        width: { xs: 190, md: '86%' },
        opacity: 0.16,
      }}
    >
      <g stroke="#7fd0c0" strokeWidth="0.35" fill="none">
        <path d="M16 21 6.9 14.4M16 21 12.4 8.2M16 21 19.6 8.2M16 21 25.1 14.4M6.9 14.4 12.4 8.2 19.6 8.2 25.1 14.4" />
        <path d="M16 15.2c3.4 0 6.4 3.9 6.4 7 0 2.2-1.5 3.4-3.3 3.4-1.2 0-1.9-.6-3.1-.6s-1.9.6-3.1.6c-1.8 0-3.3-1.2-3.3-3.4 0-3.1 3-7 6.4-7Z" />
      </g>
      <g fill="#f0a877">
        <circle cx="6.9" cy="14.4" r="1.5" />
        <circle cx="12.4" cy="8.2" r="1.7" />
        <circle cx="19.6" cy="8.2" r="1.7" />
        <circle cx="25.1" cy="14.4" r="1.5" />
      </g>
    </Box>
  )
}
