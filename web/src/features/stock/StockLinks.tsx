import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useRef } from 'react'
import { NavLink } from 'react-router'
import { useCan } from '../../ui/viewer'

const pages = [
  ['/stock', 'All stock'],
  ['/stock/expiring', 'Expiring stock'],
  ['/stock/transfers', 'Transfers'],
  ['/stock/counts', 'Stocktakes'],
  ['/stock/reorder', 'Order proposals'],
  ['/stock/orders', 'Purchase orders'],
  ['/stock/suppliers', 'Suppliers'],
] as const

const register = ['/stock/register', 'Controlled drugs'] as const

/** The pages about stock, beside each other; the one that is open is marked. */
export function StockLinks() {
  const shown = useCan('controlled-drug:read') ? [...pages, register] : pages
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    row.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [])
  return (
    <Box
      ref={row}
      component="nav"
      aria-label="Stock pages"
      sx={{
        display: 'flex',
        // One row that scrolls leaves a phone its height for the list.
        flexWrap: { xs: 'nowrap', md: 'wrap' },
        overflowX: 'auto',
        scrollbarWidth: 'none',
        gap: 1,
      }}
    >
      {shown.map(([to, label]) => (
        <Button
          key={to}
          component={NavLink}
          to={to}
          end
          variant="outlined"
          color="inherit"
          size="small"
          sx={{
            flex: 'none',
            '&[aria-current=page]': { fontWeight: 700, backgroundColor: 'action.selected' },
          }}
        >
          {label}
        </Button>
      ))}
    </Box>
  )
}
