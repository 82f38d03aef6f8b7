import MoreHoriz from '@mui/icons-material/MoreHoriz'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Suspense, useState } from 'react'
import { NavLink, useLocation } from 'react-router'
import { Logo } from '../../ui/Logo'
import { useViewer } from '../../ui/viewer'
import { isAt, navigationFor, type NavigationItem } from './navigation'

function Item({
  to,
  label,
  icon: Icon,
  Badge,
  within = [],
  place,
}: Omit<NavigationItem, 'place'> & { place: 'rail' | 'bar' }) {
  const { pathname } = useLocation()
  const isInside = within.some((page) => isAt(pathname, page))
  return (
    <Box
      component={NavLink}
      to={to}
      // Beside the class that the link gives itself at its own address.
      className={isInside ? 'active' : ''}
      end={to === '/'}
      sx={{
        position: 'relative',
        display: 'grid',
        justifyItems: 'center',
        textAlign: 'center',
        alignContent: 'center',
        gap: 0.375,
        minHeight: place === 'rail' ? 56 : 52,
        // A laptop's screen shows all of the rail.
        ...(place === 'rail' && { '@media (max-height: 860px)': { minHeight: 44, gap: 0 } }),
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
      {Badge && (
        <Suspense fallback={null}>
          <Badge />
        </Suspense>
      )}
    </Box>
  )
}

function Items({ items, place }: { items: readonly NavigationItem[]; place: 'rail' | 'bar' }) {
  return items.map((item) => (
    <Box component="li" key={item.label} sx={{ flex: place === 'bar' ? 1 : 'none', minWidth: 0 }}>
      <Item {...item} place={place} />
    </Box>
  ))
}

function useItems(): NavigationItem[] {
  const { permissions: held } = useViewer()
  return navigationFor(held)
}

/** What a phone has no room for beside the others. */
function More({ items }: { items: readonly NavigationItem[] }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => setAnchor(null)
  return (
    <Box component="li" sx={{ flex: 1, minWidth: 0 }}>
      <ButtonBase
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        sx={{
          display: 'grid',
          width: '100%',
          minHeight: 52,
          alignContent: 'center',
          gap: 0.375,
          borderRadius: 2,
          font: 'inherit',
          fontSize: '0.6875rem',
          fontWeight: 600,
          color: 'var(--vg-palette-surface-railMuted)',
          '&:focus-visible': { outlineColor: '#f0a877', outlineOffset: -2 },
        }}
      >
        <MoreHoriz aria-hidden sx={{ fontSize: 21 }} />
        More
      </ButtonBase>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {items.map(({ to, label, icon: Icon }) => (
          <MenuItem key={to} component={NavLink} to={to} onClick={close} sx={{ gap: 1.5, minHeight: 48 }}>
            <Icon aria-hidden sx={{ fontSize: 21 }} />
            {label}
          </MenuItem>
        ))}
      </Menu>
    </Box>
  )
}

const barPlaces = 5

const list = { listStyle: 'none', m: 0, p: 0, display: 'flex' } as const

/** The left rail of a desk's screen. */
export function NavigationRail() {
  const items = useItems()
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
      <Box
        component="ul"
        sx={{
          ...list,
          flexDirection: 'column',
          gap: 0.5,
          minHeight: 0,
          overflowY: 'auto',
          scrollbarWidth: 'none',
        }}
      >
        <Items items={items} place="rail" />
      </Box>
    </Box>
  )
}

/** The bottom bar of a phone: what is used most, and the rest behind one button. */
export function NavigationBar() {
  const items = useItems()
  const shown = items.length > barPlaces ? items.slice(0, barPlaces - 1) : items
  const rest = items.slice(shown.length)
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
        <Items items={shown} place="bar" />
        {rest.length > 0 && <More items={rest} />}
      </Box>
    </Box>
  )
}
