import Box from '@mui/material/Box'
import { NavLink } from 'react-router'
import { Logo } from '../../ui/Logo'
import { useViewer } from '../../ui/viewer'
import { navigationFor, type NavigationItem } from './navigation'

function Item({ to, label, icon: Icon, place }: Omit<NavigationItem, 'place'> & { place: 'rail' | 'bar' }) {
  return (
    <Box
      component={NavLink}
      to={to}
      end={to === '/'}
      sx={{
        display: 'grid',
        justifyItems: 'center',
        alignContent: 'center',
        gap: 0.375,
        minHeight: place === 'rail' ? 56 : 52,
        borderRadius: 2,
        textDecoration: 'none',
        fontSize: '0.6875rem',
        fontWeight: 600,
        color: 'var(--vg-palette-surface-railMuted)',
        transition: 'background-color 120ms',
        '&:hover': { color: 'var(--vg-palette-surface-railInk)', backgroundColor: 'rgb(255 255 255 / 0.05)' },
        '&:focus-visible': { outlineColor: '#f0a877', outlineOffset: -2 },
        '&.active': {
          color: 'var(--vg-palette-surface-railInk)',
          backgroundColor: 'var(--vg-palette-surface-railActive)',
          '& svg': { color: '#f0a877' },
        },
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 21 }} />
      {label}
    </Box>
  )
}

function Items({ place }: { place: 'rail' | 'bar' }) {
  const { permissions: held } = useViewer()
  return navigationFor(held).map((item) => (
    <Box component="li" key={item.label} sx={{ flex: place === 'bar' ? 1 : 'none', minWidth: 0 }}>
      <Item {...item} place={place} />
    </Box>
  ))
}

const list = { listStyle: 'none', m: 0, p: 0, display: 'flex' } as const

/** The left rail of a desk's screen. */
export function NavigationRail() {
  return (
    <Box
      component="nav"
      aria-label="Main"
      sx={{
        width: 84,
        flex: 'none',
        display: { xs: 'none', md: 'flex' },
        flexDirection: 'column',
        gap: 2,
        px: 1,
        py: 1.5,
        backgroundColor: 'var(--vg-palette-surface-rail)',
        color: 'var(--vg-palette-surface-railInk)',
      }}
    >
      <Box sx={{ display: 'grid', placeItems: 'center', height: 40 }}>
        <Logo size={34} />
      </Box>
      <Box component="ul" sx={{ ...list, flexDirection: 'column', gap: 0.5 }}>
        <Items place="rail" />
      </Box>
    </Box>
  )
}

/** The bottom bar of a phone. */
export function NavigationBar() {
  return (
    <Box
      component="nav"
      aria-label="Main"
      sx={{
        display: { xs: 'block', md: 'none' },
        flex: 'none',
        px: 0.75,
        pt: 0.5,
        pb: 'calc(4px + env(safe-area-inset-bottom))',
        backgroundColor: 'var(--vg-palette-surface-rail)',
      }}
    >
      <Box component="ul" sx={{ ...list, gap: 0.25 }}>
        <Items place="bar" />
      </Box>
    </Box>
  )
}
