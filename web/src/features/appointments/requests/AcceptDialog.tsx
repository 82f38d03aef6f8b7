import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { DatePicker } from '../../../ui/DatePicker'
import { type Problem, problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { dateIn, formatDateTime, formatDay, isDate, todayIn } from '../../../ui/format'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { useToast } from '../../../ui/toasts'
import { useBookingDialogQuery } from '../booking/booking.gen'
import { CreditStopNotice, isCreditStop } from '../booking/CreditStopNotice'
import { SlotPicker } from '../booking/SlotPicker'
import type { ChosenTime } from '../booking/slots'
import { isAboutTime } from '../conflict'
import { partOfDayWords } from '../portal/requestWords'
import { type Request_requestFragment, useDecideAppointmentRequestMutation } from './requests.gen'

interface Props {
  request: Request_requestFragment
  onDone: () => void
  onClose: () => void
}

/** Books what an owner has asked for at a free time. */
export function AcceptDialog({ request, onDone, onClose }: Props) {
  const { id: locationId, timeZone: zone } = useCurrentLocation()
  const today = todayIn(zone)
  const toast = useToast()
  const { id, version, pet, type, vet, day, partOfDay, reason } = request
  const [date, setDate] = useState(day > today ? day : today)
  const [time, setTime] = useState<ChosenTime | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [creditStopReason, setCreditStopReason] = useState('')
  const { data } = useBookingDialogQuery({ variables: { locationId } })
  const [decide, { loading }] = useDecideAppointmentRequestMutation()
  const { headersFor, done } = useIdempotencyKey()
  const choose = (next: ChosenTime | null) => {
    setTime(next)
    setProblem(null)
    if (next) setDate(dateIn(next.startsAt, zone))
  }
  const submit = async () => {
    if (!time) return
    const input = { id, version, accept: { ...time, creditStopReason: creditStopReason.trim() || null } }
    try {
      await decide({ variables: { input }, context: headersFor(input) })
      done()
      toast({
        message: `${pet?.name ?? 'The patient'} is booked on ${formatDateTime(time.startsAt, zone)}.`,
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
      title={`Book ${pet?.name ?? 'the patient'}`}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Book and tell the owner"
      busy={loading}
      disabled={!time}
      error={isAboutTime(problem) || isCreditStop(problem) ? null : problem}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {type.name} on {formatDay(day, 'short')}, {partOfDayWords[partOfDay].toLowerCase()}
        {vet && `, with ${vet.name}`}: {reason}
      </Typography>
      {type.category !== 'EMERGENCY' && (
        <CreditStopNotice
          ownerId={pet?.owner?.id ?? null}
          problem={problem}
          reason={creditStopReason}
          onReason={setCreditStopReason}
        />
      )}
      <DatePicker
        label="Day"
        required
        value={date}
        min={today}
        onChange={(next) => {
          setDate(next)
          choose(null)
        }}
      />
      <SlotPicker
        input={isDate(date) ? { locationId, typeId: type.id, date, vetId: vet?.id, petId: pet?.id } : null}
        value={time}
        onChange={choose}
        near={null}
        problem={problem}
        vetName={(id) => data?.vets?.find((each) => each.id === id)?.name ?? ''}
      />
    </FormDialog>
  )
}
