import Box from '@mui/material/Box'
import { type ReactNode, useEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router'

export const entry = {
  display: 'grid',
  alignItems: 'center',
  flex: 'none',
  px: 1.5,
  fontSize: '0.8125rem',
  fontWeight: 600,
  textDecoration: 'none',
  color: 'text.secondary',
  '&:hover': { color: 'text.primary' },
  '&:focus-visible': { outlineOffset: -2 },
} as const

/** On a phone it is wider than the screen and scrolls by itself; what is open in it is always in view. */
export function Row({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    row.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <Box
      ref={row}
      sx={{
        display: 'flex',
        gap: 0.5,
        px: { xs: 1, md: 2 },
        overflowX: 'auto',
        scrollbarWidth: 'none',
      }}
    >
      {children}
    </Box>
  )
}

/** The pages of one part of the application, by their names. */
export function PageTabs({ pages }: { pages: readonly { to: string; label: string }[] }) {
  return (
    <Row>
      {pages.map(({ to, label }) => (
        <Box
          key={to}
          component={NavLink}
          to={to}
          sx={{
            ...entry,
            minHeight: { xs: 44, md: 38 },
            borderBottom: '2px solid transparent',
            '&.active': { color: 'primary.main', borderBottomColor: 'primary.main' },
          }}
        >
          {label}
        </Box>
      ))}
    </Row>
  )
}
