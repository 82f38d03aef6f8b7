import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { StatusIcon, statusColour, statusLabel } from '../../../ui/StatusChip'
import { When } from '../../../ui/When'
import type { AppointmentDrawer_appointmentFragment } from './drawer.gen'

type Move = NonNullable<AppointmentDrawer_appointmentFragment['history'][number]['move']>

/** From where to where: the times, and the vets and rooms when those changed too. */
function MovedFromTo({ from, to }: Move) {
  const place = ({ startsAt, vet, room }: Move['from']) => (
    <>
      <When at={startsAt} />
      {from.vet?.id !== to.vet?.id && vet && `, ${vet.name}`}
      {from.room?.id !== to.room?.id && (room ? `, ${room.name}` : ', no room')}
    </>
  )
  return (
    <Typography variant="body2">
      {place(from)} → {place(to)}
    </Typography>
  )
}

export function VisitHistory({ history }: { history: AppointmentDrawer_appointmentFragment['history'] }) {
  return (
    <Box>
      <Typography variant="h3" sx={{ mb: 1 }}>
        History
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {[...history].reverse().map(({ id, status, at, actor, reason, undone, move }, index) => (
          <Box
            component="li"
            key={id}
            sx={{
              display: 'grid',
              gridTemplateColumns: '24px 1fr',
              gap: 1.25,
              pb: 1.5,
              position: 'relative',
            }}
          >
            {index < history.length - 1 && (
              <Box
                sx={{
                  position: 'absolute',
                  left: 11,
                  top: 24,
                  bottom: 0,
                  borderLeft: 2,
                  borderColor: 'divider',
                }}
              />
            )}
            <Box
              sx={{
                width: 24,
                height: 24,
                borderRadius: '50%',
                display: 'grid',
                placeItems: 'center',
                color: statusColour(status, 'ink'),
                backgroundColor: statusColour(status, 'fill'),
              }}
            >
              <StatusIcon status={status} size={14} />
            </Box>
            <Box>
              <Typography
                sx={{
                  fontWeight: 600,
                  ...(undone && { color: 'text.secondary', textDecoration: 'line-through' }),
                }}
              >
                {move ? 'Moved' : statusLabel(status)}
              </Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                <When at={at} />
                {actor && ` · ${actor.name}`}
                {undone && ' · undone'}
              </Typography>
              {move && <MovedFromTo {...move} />}
              {reason && <Typography variant="body2">{reason}</Typography>}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
