import { useDraggable } from '@dnd-kit/core'
import WarningAmber from '@mui/icons-material/WarningAmber'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import type { KeyboardEvent } from 'react'
import { formatTime } from '../../../ui/format'
import { Hidden } from '../../../ui/Hidden'
import { useCurrentLocation } from '../../../ui/location'
import { PetAvatar } from '../../../ui/PetAvatar'
import { ColourDot } from '../../../ui/typeColour'
import { useNow } from '../../../ui/useNow'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { PatientName } from '../board/PatientName'
import { forwardSteps, type Step, stepLabels } from '../drawer/actions'
import { isUnidentified, triageOf } from './stages'

type Visit = AppointmentChip_appointmentFragment

export type Ask = 'triage' | 'identify'

export interface CardActions {
  onOpen: (id: string) => void
  onStep: (visit: Visit, step: Step) => void
  onAsk: (visit: Visit, what: Ask) => void
}

/** How long a patient has waited; in words when it should have been seen by now. */
function Clock({ appointment }: { appointment: Visit }) {
  const { timeZone } = useCurrentLocation()
  const now = useNow()
  const { arrivedAt, startsAt, status, triage } = appointment
  if (!arrivedAt) return <span className="tabular">{formatTime(startsAt, timeZone)}</span>
  if (status !== 'ARRIVED' && status !== 'ROOMED') return null
  const minutes = Math.max(0, Math.floor((now - Date.parse(arrivedAt)) / 60_000))
  const waited = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  const isLate = triage?.seeBy != null && Date.parse(triage.seeBy) < now
  return (
    <Box
      component="span"
      className="tabular"
      sx={{ fontWeight: 650, color: isLate ? 'error.main' : 'text.primary', whiteSpace: 'nowrap' }}
    >
      {waited}
      {isLate && ', overdue'}
      <Hidden> waiting</Hidden>
    </Box>
  )
}

const mainStep = ({ allowedActions }: Visit) =>
  forwardSteps.find((step) => step !== 'CONFIRM' && allowedActions.includes(step)) ?? null

/** A patient on the flow board. Shift with the right arrow takes the next step, with the left one the last step back. */
export function PatientCard({ appointment, actions }: { appointment: Visit; actions: CardActions | null }) {
  const { id, pet, vet, room, type, triage, allowedActions, reason } = appointment
  const next = mainStep(appointment)
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id,
    data: { appointment },
    disabled: !actions || !next,
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.shiftKey || event.repeat) return
    const step = event.key === 'ArrowRight' ? next : event.key === 'ArrowLeft' ? 'UNDO' : null
    if (!step || !allowedActions.includes(step)) return
    event.preventDefault()
    actions?.onStep(appointment, step)
  }
  const level = triage && triageOf(triage.level)
  return (
    <Box
      component="li"
      ref={setNodeRef}
      {...listeners}
      data-patient={id}
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: '10px',
        backgroundColor: 'background.paper',
        opacity: isDragging ? 0.35 : 1,
        touchAction: 'manipulation',
        cursor: actions && next ? 'grab' : 'auto',
      }}
    >
      <ButtonBase
        onClick={() => actions?.onOpen(id)}
        onKeyDown={onKeyDown}
        aria-keyshortcuts={actions ? 'Shift+ArrowRight Shift+ArrowLeft' : undefined}
        sx={{
          width: '100%',
          p: 1,
          display: 'grid',
          gap: 0.25,
          justifyItems: 'stretch',
          textAlign: 'left',
          fontSize: '0.8125rem',
          borderRadius: '10px',
          '& > *': { minWidth: 0 },
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
          {pet && <PetAvatar name={pet.name} photo={pet.photo} size={26} />}
          <Box sx={{ flex: 1, minWidth: 0, fontWeight: 680, overflowWrap: 'anywhere' }}>
            <PatientName appointment={appointment} />
          </Box>
          {pet && pet.alerts.length > 0 && (
            <WarningAmber titleAccess={pet.alerts.join(', ')} sx={{ fontSize: 16, color: 'warning.main' }} />
          )}
          <Clock appointment={appointment} />
        </Box>
        <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {[pet?.species.name, pet?.owner?.name].filter(Boolean).join(' · ')}
        </Box>
        {level && (
          <Box sx={{ fontWeight: 600 }}>
            <ColourDot colour={level.colour} /> {level.label}
            {triage.note && `: ${triage.note}`}
          </Box>
        )}
        <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          <ColourDot colour={type.colour} />{' '}
          {[appointment.walkIn ? `Walk-in, ${type.name}` : type.name, reason, vet?.name, room?.name]
            .filter(Boolean)
            .join(' · ')}
        </Box>
      </ButtonBase>
      {actions && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', px: 0.5, pb: 0.5, '&:empty': { display: 'none' } }}>
          {next && (
            <Button size="small" onClick={() => actions.onStep(appointment, next)}>
              {stepLabels[next]}
            </Button>
          )}
          {allowedActions.includes('TRIAGE') && (
            <Button size="small" color="inherit" onClick={() => actions.onAsk(appointment, 'triage')}>
              Triage…
            </Button>
          )}
          {isUnidentified(appointment) && (
            <Button size="small" color="inherit" onClick={() => actions.onAsk(appointment, 'identify')}>
              Who is it?…
            </Button>
          )}
        </Box>
      )}
    </Box>
  )
}
