import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { ErrorView } from '../../../ui/ErrorView'
import { useCurrentLocation } from '../../../ui/location'
import { Page } from '../../../ui/Page'
import { useCan } from '../../../ui/viewer'
import { useParameters } from '../../../ui/useParameters'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { MoveDialog } from '../booking/MoveDialog'
import type { Step } from '../drawer/actions'
import { AppointmentDrawer } from '../drawer/AppointmentDrawer'
import { RoomDialog } from '../drawer/RoomDialog'
import { FlowBoard } from './FlowBoard'
import { IdentifyDialog } from './IdentifyDialog'
import type { Ask } from './PatientCard'
import { stages } from './stages'
import { TriageDialog } from './TriageDialog'
import { useFlowSteps } from './useFlowSteps'
import { usePatientFlow } from './usePatientFlow'
import { WalkInDialog } from './WalkInDialog'

type Visit = AppointmentChip_appointmentFragment

/** Where each patient of the location is now: who waits, how long, and who is seen first. */
export function FlowPage() {
  const location = useCurrentLocation()
  const mayRegister = useCan('walk-in:register')
  const { appointments, error, refetch, add } = usePatientFlow()
  const take = useFlowSteps()
  const { params, change } = useParameters()
  const [asked, setAsked] = useState<{ visit: Visit; what: Ask | 'room' | 'move' } | null>(null)
  const isNew = mayRegister && params.has('new')
  const set = (name: string, value: string | null) => change({ [name]: value })
  const close = () => setAsked(null)
  const onStep = (visit: Visit, step: Step) =>
    step === 'ROOM' ? setAsked({ visit, what: 'room' }) : void take(visit, step)
  const actions = {
    onOpen: (id: string) => set('appointment', id),
    onStep,
    onAsk: (visit: Visit, what: Ask) => setAsked({ visit, what }),
  }
  // As another desk left it: an old version could not be changed.
  const visit = asked && (appointments?.find(({ id }) => id === asked.visit.id) ?? asked.visit)
  return (
    <Page
      title="Patient flow"
      subtitle={
        <>
          Who is where at {location.name}.{' '}
          <Box component="span" sx={{ display: { xs: 'none', md: 'inline' } }}>
            Drag a patient to the next stage, or press Shift and the right arrow on it.
          </Box>
        </>
      }
      actions={
        mayRegister && (
          <Button variant="contained" startIcon={<Add />} onClick={() => set('new', '1')}>
            Walk-in
          </Button>
        )
      }
    >
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={appointments ? 'line' : 'page'} />
      )}
      {!appointments && !error && (
        <Box
          role="status"
          aria-label="Loading the patients"
          sx={{ display: 'grid', gap: 1, gridTemplateColumns: { md: `repeat(${stages.length}, 1fr)` } }}
        >
          {stages.map(({ key }) => (
            <Skeleton key={key} variant="rounded" height={220} />
          ))}
        </Box>
      )}
      {appointments && <FlowBoard appointments={appointments} actions={actions} />}
      <AppointmentDrawer
        id={params.get('appointment')}
        onClose={() => set('appointment', null)}
        onMove={(visit) => setAsked({ visit, what: 'move' })}
      />
      {isNew && (
        <WalkInDialog
          onClose={() => set('new', null)}
          onDone={(registered) => {
            add(registered)
            set('new', null)
          }}
        />
      )}
      {visit && asked.what === 'triage' && <TriageDialog appointment={visit} onClose={close} />}
      {visit && asked.what === 'identify' && <IdentifyDialog appointment={visit} onClose={close} />}
      {visit && asked.what === 'move' && <MoveDialog appointment={visit} refused={null} onClose={close} />}
      {visit && asked.what === 'room' && (
        <RoomDialog
          current={visit.room?.id ?? null}
          petName={visit.pet?.name ?? visit.patientDescription ?? 'the patient'}
          onClose={close}
          onChoose={(roomId) => {
            close()
            void take(visit, 'ROOM', { roomId })
          }}
        />
      )}
    </Page>
  )
}
