import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import {
  type AppointmentChip_appointmentFragment,
  useRescheduleAppointmentMutation,
} from '../appointments.gen'
import { type Problem, problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { dateIn, formatDay, formatTime } from '../../../ui/format'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { patientText } from '../../../ui/patient'
import { useToast } from '../../../ui/toasts'
import type { SeriesScope, UpdateSeriesInput } from '../../../gql/types'
import { putOnCalendar } from '../calendarCache'
import { isAboutTime } from '../conflict'
import type { Place } from '../useMove'
import { useBookingDialogQuery } from './booking.gen'
import { ScopeField } from '../series/ScopeField'
import { useUpdateSeriesMutation } from '../series/series.gen'
import { SeriesPreview, useSeriesPreview } from '../series/SeriesPreview'
import { SlotPicker } from './SlotPicker'
import { VetAndDay } from './VetAndDay'
import type { ChosenTime } from './slots'

interface Props {
  appointment: AppointmentChip_appointmentFragment
  /** Where somebody dropped it in vain, with what the server said. */
  refused: { wanted: Place; problem: Problem } | null
  onClose: () => void
}

/** The keyboard's way to move a visit, and the way out of a refused drag. */
export function MoveDialog({ appointment, refused, onClose }: Props) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [vetId, setVetId] = useState(refused?.wanted.vet.id ?? appointment.vet?.id ?? '')
  const [date, setDate] = useState(
    dateIn(refused?.wanted.startsAt ?? appointment.startsAt, location.timeZone),
  )
  const [time, setTime] = useState<ChosenTime | null>(null)
  const [problem, setProblem] = useState<Problem | null>(refused?.problem ?? null)
  const { data } = useBookingDialogQuery({ variables: { locationId: location.id } })
  const [scope, setScope] = useState<SeriesScope>('THIS')
  const [reschedule, { loading: moving }] = useRescheduleAppointmentMutation()
  const [updateSeries, { loading: updating }] = useUpdateSeriesMutation()
  const { headersFor } = useIdempotencyKey()
  const vets = data?.vets ?? (appointment.vet ? [appointment.vet] : [])
  const who = appointment.pet ? patientText(appointment.pet) : 'The patient'

  const choose = (next: ChosenTime | null) => {
    setTime(next)
    setProblem(null)
    if (next) {
      setDate(dateIn(next.startsAt, location.timeZone))
      if (vetId !== '') setVetId(next.vetId)
    }
  }
  const { id, version, series } = appointment
  const change =
    time && scope !== 'THIS'
      ? { appointmentId: id, version, scope, startsAt: time.startsAt, vetId: time.vetId }
      : null
  const preview = useSeriesPreview(change && { update: change })

  const moveSeries = async (input: UpdateSeriesInput) => {
    await updateSeries({
      variables: { input },
      context: headersFor(input),
      update: (cache, { data: moved }) =>
        moved?.updateSeries.appointments.forEach((visit) => putOnCalendar(cache, visit, location)),
    })
    toast({ message: `${preview.possible} visits of the series are moved.` })
  }
  const moveOne = async ({ startsAt, vetId, roomId }: ChosenTime) => {
    const input = { id, version, startsAt, vetId, roomId }
    await reschedule({
      variables: { input },
      context: headersFor(input),
      update: (cache, { data: moved }) =>
        moved && putOnCalendar(cache, moved.rescheduleAppointment, location),
    })
    toast({
      message: `${who} is now on ${formatDay(dateIn(startsAt, location.timeZone), 'short')} at ${formatTime(startsAt, location.timeZone)}.`,
    })
  }
  const submit = async () => {
    if (!time) return
    try {
      await (change ? moveSeries({ ...change, skip: preview.skip }) : moveOne(time))
      onClose()
    } catch (error) {
      const refused = problemOf(error)
      setProblem(refused)
      // A time that was refused cannot be asked for twice; one that was chosen meanwhile stays.
      if (isAboutTime(refused)) setTime((chosen) => (chosen === time ? null : chosen))
    }
  }

  return (
    <FormDialog
      open
      title={appointment.pet ? `Move ${appointment.pet.name}’s visit` : 'Move the visit'}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Move"
      busy={moving || updating}
      disabled={!time || (change !== null && !preview.possible)}
      error={isAboutTime(problem) ? null : problem}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {appointment.type.name}
        {appointment.vet && ` with ${appointment.vet.name}`}, now on{' '}
        {formatDay(dateIn(appointment.startsAt, location.timeZone), 'short')} at{' '}
        {formatTime(appointment.startsAt, location.timeZone)}.
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2 }}>
        <VetAndDay
          vets={vets}
          vetId={vetId}
          onVet={(next) => {
            setVetId(next)
            setTime(null)
          }}
          date={date}
          onDate={(next) => {
            setDate(next)
            setTime(null)
          }}
        />
      </Box>
      <SlotPicker
        input={{
          locationId: location.id,
          typeId: appointment.type.id,
          date,
          vetId: vetId || null,
          petId: appointment.pet?.id,
          durationMinutes: appointment.durationMinutes,
          excludeAppointmentId: appointment.id,
        }}
        value={time}
        onChange={choose}
        near={null}
        problem={problem}
        vetName={(id) => vets.find((vet) => vet.id === id)?.name ?? ''}
      />
      {series && <ScopeField value={scope} onChange={setScope} />}
      {change && <SeriesPreview preview={preview} otherwise="left where they are" />}
    </FormDialog>
  )
}
