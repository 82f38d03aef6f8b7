import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { problemOf } from '../../../ui/errors'
import { ReasonDialog } from '../../../ui/ReasonDialog'
import { useCan } from '../../../ui/viewer'
import { forwardSteps, type Step, type StepDetails, stepLabels, useSteps } from './actions'
import { IdentifyDialog } from '../flow/IdentifyDialog'
import { isUnidentified } from '../flow/stages'
import { TriageDialog } from '../flow/TriageDialog'
import { CancelDialog } from './CancelDialog'
import type { AppointmentDrawer_appointmentFragment } from './drawer.gen'
import { EditVisitDialog } from './EditVisitDialog'
import { RoomDialog } from './RoomDialog'
import { useSettling } from './useSettling'

// Few visits are of a series, and the day board has no room for what they alone need.
const SeriesDialog = lazy(async () => ({ default: (await import('../series/SeriesDialog')).SeriesDialog }))

interface Props {
  appointment: AppointmentDrawer_appointmentFragment
  latest: () => Promise<AppointmentDrawer_appointmentFragment | null>
  onMove: () => void
}

/** Every button is one the server says this person may press now. */
export function AppointmentActions({ appointment, latest, onMove }: Props) {
  const { allowedActions } = appointment
  const { run, busy: running } = useSteps()
  const [settling, settle] = useSettling()
  const busy = running || settling
  const panel = useRef<HTMLDivElement>(null)
  const [error, setError] = useState<unknown>(null)
  const [dialog, setDialog] = useState<'cancel' | 'edit' | 'room' | 'series' | 'identify' | 'triage' | null>(
    null,
  )
  const mayOnOtherDays = useCan('appointment:other-day')
  const [otherDay, setOtherDay] = useState<{ step: Step; details?: StepDetails; message: string } | null>(
    null,
  )
  // A pressed button goes with its step, and the focus with it: the keyboard finds the next one where it was.
  const stepped = useRef(false)
  useEffect(() => {
    if (busy || !stepped.current) return
    stepped.current = false
    const here = document.activeElement
    if (!here || here === document.body || here.contains(panel.current))
      panel.current?.querySelector('button')?.focus()
  }, [busy])
  if (allowedActions.length === 0) return null

  const take = async (step: Step, details?: StepDetails) => {
    setError(null)
    stepped.current = true
    try {
      await run(appointment, step, details)
    } catch (failure) {
      const { code, extensions, message } = problemOf(failure)
      if (code === 'CONFLICT' && extensions.date !== undefined && mayOnOtherDays)
        setOtherDay({ step, details, message })
      else setError(failure)
    }
    settle()
  }
  const press = (step: Step) => (step === 'ROOM' ? setDialog('room') : void take(step))
  const allowed = forwardSteps.filter((step) => allowedActions.includes(step))
  const close = () => setDialog(null)

  return (
    <Box
      ref={panel}
      role="group"
      aria-label="What to do with the visit"
      // A key held down is one press.
      onKeyDown={(event) => event.repeat && event.key === 'Enter' && event.preventDefault()}
      sx={{ borderTop: 1, borderColor: 'divider', p: 2, display: 'grid', gap: 1.25 }}
    >
      {error !== null && <Alert severity="error">{problemOf(error).message}</Alert>}
      {allowed.length > 0 && (
        <Box sx={{ display: 'flex', gap: 1 }}>
          {allowed.map((step, index) => (
            <Button
              key={step}
              fullWidth
              variant={index === 0 ? 'contained' : 'outlined'}
              disabled={busy}
              onClick={() => press(step)}
              sx={{ minHeight: 40 }}
            >
              {stepLabels[step]}
            </Button>
          ))}
        </Box>
      )}
      <Box sx={{ display: 'flex', gap: 1, '&:empty': { display: 'none' } }}>
        {isUnidentified(appointment) && (
          <Button fullWidth variant="outlined" disabled={busy} onClick={() => setDialog('identify')}>
            Who is it?…
          </Button>
        )}
        {allowedActions.includes('TRIAGE') && (
          <Button fullWidth variant="outlined" disabled={busy} onClick={() => setDialog('triage')}>
            Triage…
          </Button>
        )}
        {allowedActions.includes('RESCHEDULE') && (
          <Button fullWidth variant="outlined" disabled={busy} onClick={onMove}>
            Move…
          </Button>
        )}
        {allowedActions.includes('UPDATE') && (
          <Button fullWidth variant="outlined" disabled={busy} onClick={() => setDialog('edit')}>
            Edit notes…
          </Button>
        )}
        {appointment.series && allowedActions.includes('RESCHEDULE') && (
          <Button fullWidth variant="outlined" disabled={busy} onClick={() => setDialog('series')}>
            Series…
          </Button>
        )}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mx: -1, '&:empty': { display: 'none' } }}>
        {allowedActions.includes('UNDO') && (
          <Button size="small" color="inherit" disabled={busy} onClick={() => void take('UNDO')}>
            {stepLabels.UNDO}
          </Button>
        )}
        <Box sx={{ flex: 1 }} />
        {allowedActions.includes('NO_SHOW') && (
          <Button size="small" color="error" disabled={busy} onClick={() => void take('NO_SHOW')}>
            {stepLabels.NO_SHOW}
          </Button>
        )}
        {allowedActions.includes('CANCEL') && (
          <Button size="small" color="error" disabled={busy} onClick={() => setDialog('cancel')}>
            Cancel visit…
          </Button>
        )}
      </Box>
      {dialog === 'identify' && <IdentifyDialog appointment={appointment} onClose={close} />}
      {dialog === 'triage' && <TriageDialog appointment={appointment} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog appointment={appointment} onClose={close} />}
      {dialog === 'edit' && <EditVisitDialog appointment={appointment} latest={latest} onClose={close} />}
      {dialog === 'series' && appointment.series && (
        <Suspense fallback={null}>
          <SeriesDialog appointment={appointment} rule={appointment.series.rule} onClose={close} />
        </Suspense>
      )}
      {otherDay && (
        <ReasonDialog
          title={`${stepLabels[otherDay.step]} on another day?`}
          submitLabel={`${stepLabels[otherDay.step]} today`}
          helperText={`${otherDay.message} The reason stands in its history.`}
          onSave={async (otherDayReason) => {
            setOtherDay(null)
            await take(otherDay.step, { ...otherDay.details, otherDayReason })
          }}
          onClose={() => setOtherDay(null)}
        />
      )}
      {dialog === 'room' && (
        <RoomDialog
          current={appointment.room?.id ?? null}
          petName={appointment.pet?.name ?? 'the patient'}
          onClose={close}
          onChoose={(roomId) => {
            close()
            void take('ROOM', { roomId })
          }}
        />
      )}
    </Box>
  )
}
