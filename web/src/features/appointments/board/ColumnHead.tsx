import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { PersonAvatar } from '../../../ui/PersonAvatar'
import type { Column } from './columns'

interface Props {
  column: Column
  count: number
  onBook: (() => void) | null
}

export function ColumnHead({ column: { vet, name, shifts }, count, onBook }: Props) {
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 1,
        py: 0.875,
        borderLeft: 1,
        borderColor: 'divider',
        minWidth: 0,
      }}
    >
      {vet && <PersonAvatar name={name} size={30} />}
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="h3" component="h2" noWrap title={name} sx={{ fontSize: '0.8125rem' }}>
          {name}
        </Typography>
        <Typography variant="caption" noWrap component="p" sx={{ color: 'text.secondary' }}>
          {vet && shifts.length === 0 ? 'Off today' : `${count} ${count === 1 ? 'visit' : 'visits'}`}
        </Typography>
      </Box>
      {onBook && (
        <IconButton size="small" onClick={onBook} aria-label={`New booking with ${name}`}>
          <Add fontSize="small" />
        </IconButton>
      )}
    </Box>
  )
}
