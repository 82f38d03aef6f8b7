import Place from '@mui/icons-material/PlaceOutlined'
import UnfoldMore from '@mui/icons-material/UnfoldMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { formatTime } from '../../ui/format'
import { type CurrentLocation, useCurrentLocation } from '../../ui/location'
import { useNow } from '../../ui/useNow'

interface Props {
  locations: readonly CurrentLocation[]
  onChoose: (id: string) => void
}

export function LocationSwitcher({ locations, onChoose }: Props) {
  const current = useCurrentLocation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const now = new Date(useNow()).toISOString()
  return (
    <>
      <Button
        color="inherit"
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        startIcon={<Place sx={{ color: 'primary.main' }} />}
        endIcon={<UnfoldMore fontSize="small" />}
        sx={{ minWidth: 0, px: 1, '& .MuiButton-endIcon': { ml: 0.5 } }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {current.name}
        </Box>
        <Box
          component="span"
          className="tabular"
          sx={{ ml: 1, color: 'text.secondary', fontWeight: 500, display: { xs: 'none', sm: 'inline' } }}
        >
          {formatTime(now, current.timeZone)}
        </Box>
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-label': 'Location' } }}
      >
        {locations.map((location) => (
          <MenuItem
            key={location.id}
            selected={location.id === current.id}
            onClick={() => {
              setAnchor(null)
              onChoose(location.id)
            }}
          >
            <Box sx={{ flex: 1, mr: 3 }}>
              {location.name}
              <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
                {location.timeZone.replaceAll('_', ' ')}
              </Box>
            </Box>
            <Box className="tabular" sx={{ color: 'text.secondary' }}>
              {formatTime(now, location.timeZone)}
            </Box>
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
