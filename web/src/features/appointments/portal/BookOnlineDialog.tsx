import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { PartOfDay } from '../../../gql/types'
import { DatePicker } from '../../../ui/DatePicker'
import { type Problem, problemOf } from '../../../ui/errors'
import { ErrorView } from '../../../ui/ErrorView'
import { FilterChips } from '../../../ui/FilterChips'
import { FormDialog } from '../../../ui/FormDialog'
import { addDays, dateIn, formatDay, formatTime, isDate, todayIn } from '../../../ui/format'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { useToast } from '../../../ui/toasts'
import { SlotPicker } from '../booking/SlotPicker'
import type { ChosenTime } from '../booking/slots'
import { isAboutTime } from '../conflict'
import {
  type PortalVisitsQuery,
  useBookOnlineMutation,
  usePortalTypesQuery,
  useRequestAppointmentMutation,
} from './portal.gen'
import { partOfDayWords } from './requestWords'
import { useHold } from './useHold'

interface Props {
  pet: NonNullable<PortalVisitsQuery['pet']>
  onDone: () => void
  onClose: () => void
}

const parts = Object.entries(partOfDayWords) as [PartOfDay, string][]

/** An owner books a free time, which is held meanwhile, or asks for a visit that only the desk books. */
export function BookOnlineDialog({ pet, onDone, onClose }: Props) {
  const location = useCurrentLocation()
  const { timeZone: zone, id: locationId } = location
  const toast = useToast()
  const [typeId, setTypeId] = useState('')
  const [date, setDate] = useState(() => addDays(todayIn(zone), 1))
  const [time, setTime] = useState<ChosenTime | null>(null)
  const [partOfDay, setPartOfDay] = useState<PartOfDay>('ANY')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const { data, error, refetch } = usePortalTypesQuery()
  const { hold, holding, take, release, ended } = useHold()
  const [book, { loading: booking }] = useBookOnlineMutation()
  const [request, { loading: requesting }] = useRequestAppointmentMutation()
  const { headersFor, done } = useIdempotencyKey()

  const types = (data?.appointmentTypes ?? []).filter(({ category }) => category !== 'EMERGENCY')
  const type = types.find(({ id }) => id === typeId)
  const asks = type?.onlineBooking === 'NOBODY'
  const minutesOf = ({ speciesDurations, durationMinutes }: (typeof types)[number]) =>
    speciesDurations.find(({ speciesId }) => speciesId === pet.species.id)?.minutes ?? durationMinutes

  const drop = () => {
    setTime(null)
    release()
  }
  const refuse = (failure: unknown) => {
    const refused = problemOf(failure)
    setProblem(refused)
    if (isAboutTime(refused) || refused.field === 'holdId') setTime(null)
  }
  const choose = async (next: ChosenTime | null) => {
    setProblem(null)
    if (!next) return drop()
    setTime(next)
    setDate(dateIn(next.startsAt, zone))
    const { startsAt, vetId } = next
    await take({ petId: pet.id, locationId, typeId, vetId, startsAt }).catch(refuse)
  }
  const submitRequest = async () => {
    const wish = { petId: pet.id, locationId, typeId, day: date, partOfDay, reason: reason.trim() }
    await request({ variables: { input: wish } })
    toast({ message: 'Sent. We write to you when we have found a time.' })
  }
  const submitBooking = async ({ startsAt, vetId }: ChosenTime) => {
    const wish = { petId: pet.id, locationId, typeId, vetId, startsAt, reason: reason.trim() }
    const input = { ...wish, holdId: hold?.id }
    await book({ variables: { input }, context: headersFor(input) })
    ended()
    done()
    toast({
      message: `${pet.name} is booked on ${formatDay(dateIn(startsAt, zone), 'short')} at ${formatTime(startsAt, zone)}.`,
    })
  }
  const submit = async () => {
    setProblem(null)
    try {
      if (asks) await submitRequest()
      else if (time) await submitBooking(time)
      onDone()
    } catch (failure) {
      refuse(failure)
    }
  }
  return (
    <FormDialog
      open
      title={`Book a visit for ${pet.name}`}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={asks ? 'Ask for a time' : time ? `Book ${formatTime(time.startsAt, zone)}` : 'Book'}
      busy={booking || requesting || holding}
      disabled={!type || !isDate(date) || (asks ? reason.trim() === '' : !time)}
      error={isAboutTime(problem) ? null : problem}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      <TextField
        select
        label="Kind of visit"
        value={type ? typeId : ''}
        required
        autoFocus
        onChange={(event) => {
          setTypeId(event.target.value)
          setProblem(null)
          drop()
        }}
        helperText={`At ${location.name}. In an emergency call us: do not book.`}
      >
        {types.map((each) => (
          <MenuItem key={each.id} value={each.id}>
            {each.name} ({minutesOf(each)} min)
          </MenuItem>
        ))}
      </TextField>
      <DatePicker
        label="Day"
        required
        value={date}
        min={todayIn(zone)}
        onChange={(day) => {
          setDate(day)
          setProblem(null)
          drop()
        }}
      />
      {asks ? (
        <>
          <Typography sx={{ color: 'text.secondary' }}>
            {type.name} needs a time that we look for. Say when it suits you, and we write to you.
          </Typography>
          <FilterChips label="Time of day" options={parts} value={partOfDay} onChange={setPartOfDay} />
        </>
      ) : (
        <SlotPicker
          input={typeId && isDate(date) ? { locationId, typeId, date, petId: pet.id } : null}
          value={time}
          onChange={(next) => void choose(next)}
          near={null}
          problem={problem}
          vetName={() => ''}
        />
      )}
      {time && hold && (
        <Typography role="status" sx={{ color: 'text.secondary' }}>
          Held for you until {formatTime(hold.expiresAt, zone)}.
        </Typography>
      )}
      <TextField
        label="Reason for the visit"
        required={asks}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
        multiline
        minRows={2}
      />
    </FormDialog>
  )
}
