import Search from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Kbd } from '../../ui/Kbd'
import { SrOnly } from '../../ui/SrOnly'
import { lazy, Suspense, useState } from 'react'
import { useShortcut } from '../../ui/shortcuts'

const SearchPalette = lazy(async () => ({ default: (await import('./SearchPalette')).SearchPalette }))

/** The button in the top bar; the palette behind it is fetched when somebody first asks for it. */
export function GlobalSearch() {
  const [opened, setOpened] = useState(false)
  const open = () => setOpened(true)
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
          <SrOnly>Search</SrOnly>
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
        <Suspense fallback={null}>
          <SearchPalette onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
