import Box from '@mui/material/Box'
import { useEffect, useRef } from 'react'
import { Navigate, NavLink, Outlet, useLocation } from 'react-router'
import { useViewer } from '../../ui/viewer'
import { administration } from './navigation'

/** The pages of the administration under one row of their names; the address without one opens the first. */
export function AdministrationLayout() {
  const { permissions } = useViewer()
  const { pathname } = useLocation()
  const pages = administration.filter(({ permission }) => permissions.includes(permission))
  const [first] = pages
  const row = useRef<HTMLElement>(null)
  // On a phone the row is wider than the screen, and the name of the open page must be in it.
  useEffect(() => {
    row.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  if (first && /^\/admin\/?$/.test(pathname)) return <Navigate to={first.to} replace />
  return (
    <>
      <Box
        component="nav"
        ref={row}
        aria-label="Administration"
        sx={{
          position: 'sticky',
          top: 0,
          zIndex: 6,
          display: 'flex',
          gap: 0.5,
          px: { xs: 1, md: 2 },
          overflowX: 'auto',
          scrollbarWidth: 'none',
          borderBottom: 1,
          borderColor: 'divider',
          backgroundColor: 'background.paper',
        }}
      >
        {pages.map(({ to, label }) => (
          <Box
            key={to}
            component={NavLink}
            to={to}
            sx={{
              display: 'grid',
              alignItems: 'center',
              flex: 'none',
              minHeight: { xs: 46, md: 42 },
              px: 1.5,
              fontSize: '0.8125rem',
              fontWeight: 600,
              textDecoration: 'none',
              color: 'text.secondary',
              borderBottom: '2px solid transparent',
              '&:hover': { color: 'text.primary' },
              '&:focus-visible': { outlineOffset: -2 },
              '&.active': { color: 'primary.main', borderBottomColor: 'primary.main' },
            }}
          >
            {label}
          </Box>
        ))}
      </Box>
      <Outlet />
    </>
  )
}
