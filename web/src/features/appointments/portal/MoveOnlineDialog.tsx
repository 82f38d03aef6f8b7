import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { DatePicker } from '../../../ui/DatePicker'
import { type Problem, problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { dateIn, formatDateTime, formatDay, formatTime, isDate, todayIn } from '../../../ui/format'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { useToast } from '../../../ui/toasts'
import { SlotPicker } from '../booking/SlotPicker'
import type { ChosenTime } from '../booking/slots'
import { isAboutTime } from '../conflict'
import { type PortalVisit_appointmentFragment, useMoveOnlineMutation } from './portal.gen'

interface Props {
  petId: string
  visit: PortalVisit_appointmentFragment
  onDone: () => void
  onClose: () => void
}

/** An owner moves a visit to another free time. */
export function MoveOnlineDialog({ petId, visit, onDone, onClose }: Props) {
  const here = useCurrentLocation()
  const { id: locationId, timeZone: zone } = visit.location ?? here
  const { id, version, startsAt, type, durationMinutes } = visit
  const toast = useToast()
  const [date, setDate] = useState(() => dateIn(startsAt, zone))
  const [time, setTime] = useState<ChosenTime | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [move, { loading }] = useMoveOnlineMutation()
  const { headersFor, done } = useIdempotencyKey()
  const choose = (next: ChosenTime | null) => {
    setTime(next)
    setProblem(null)
    if (next) setDate(dateIn(next.startsAt, zone))
  }
  const submit = async () => {
    if (!time) return
    const input = { id, version, startsAt: time.startsAt, vetId: time.vetId }
    try {
      await move({ variables: { input }, context: headersFor(input) })
      done()
      toast({
        message: `The visit is now on ${formatDay(dateIn(time.startsAt, zone), 'short')} at ${formatTime(time.startsAt, zone)}.`,
      })
      onDone()
    } catch (failure) {
      const refused = problemOf(failure)
      setProblem(refused)
      if (isAboutTime(refused)) setTime(null)
    }
  }
  return (
    <FormDialog
      open
      title="Move the visit"
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={time ? `Move to ${formatTime(time.startsAt, zone)}` : 'Move'}
      busy={loading}
      disabled={!time}
      error={isAboutTime(problem) ? null : problem}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {type.name}, now on {formatDateTime(startsAt, zone)}.
      </Typography>
      <DatePicker
        label="Day"
        required
        value={date}
        min={todayIn(zone)}
        onChange={(day) => {
          setDate(day)
          choose(null)
        }}
      />
      <SlotPicker
        input={
          isDate(date)
            ? { locationId, typeId: type.id, date, petId, durationMinutes, excludeAppointmentId: id }
            : null
        }
        value={time}
        onChange={choose}
        near={null}
        problem={problem}
        vetName={() => ''}
      />
    </FormDialog>
  )
}
