import Search from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Kbd } from '../../ui/Kbd'
import { Hidden, hidden } from '../../ui/Hidden'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useShortcut } from '../../ui/shortcuts'
import type { Beginnings } from './useSearch'

const load = () => import('./SearchPalette')
const SearchPalette = lazy(async () => ({ default: (await load()).SearchPalette }))

/** The button in the top bar; Ctrl-K opens the same palette from anywhere. */
export function GlobalSearch(begin: Beginnings) {
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState('')
  const open = () => {
    setTyped('')
    setOpened(true)
  }
  // After the first page and before somebody types into it.
  useEffect(() => void load().catch(() => null), [])
  useShortcut('mod+k', 'Search everything', open)
  return (
    <>
      <Button
        color="inherit"
        variant="outlined"
        onClick={open}
        startIcon={<Search />}
        aria-keyshortcuts="Control+K"
        sx={{
          color: 'text.secondary',
          fontWeight: 500,
          minWidth: { xs: 44, md: 220 },
          px: { xs: 0, md: 1.5 },
          border: { xs: 0, md: 1 },
          justifyContent: { md: 'flex-start' },
          '& .MuiButton-startIcon': { m: { xs: 0, md: '0 8px 0 -4px' } },
        }}
      >
        <Box component="span" sx={{ display: { md: 'none' } }}>
          <Hidden>Search</Hidden>
        </Box>
        <Box
          component="span"
          sx={{
            display: { xs: 'none', md: 'flex' },
            flex: 1,
            alignItems: 'center',
            justifyContent: 'space-between',
          }}
        >
          Search <Kbd>Ctrl K</Kbd>
        </Box>
      </Button>
      {opened && (
        // Letters that are typed while the palette is being loaded are for its field.
        <Suspense
          fallback={
            <Box
              component="input"
              autoFocus
              aria-label="Search"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
              sx={hidden}
            />
          }
        >
          <SearchPalette {...begin} typed={typed} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
