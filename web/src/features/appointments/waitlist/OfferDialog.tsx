import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { DatePicker } from '../../../ui/DatePicker'
import { problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { formatDateTime, isDate, todayIn } from '../../../ui/format'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { useToast } from '../../../ui/toasts'
import { SlotPicker } from '../booking/SlotPicker'
import type { ChosenTime } from '../booking/slots'
import { useBookingDialogQuery } from '../booking/booking.gen'
import { isAboutTime } from '../conflict'
import { useOfferSlotMutation, type WaitlistPageQuery } from './waitlist.gen'
import { wishesText } from './wishes'

interface Props {
  entry: WaitlistPageQuery['waitlist'][number]
  /** The day on which a time became free. */
  day: string | null
  near: string | null
  onDone: () => void
  onClose: () => void
}

const hours = [1, 2, 4, 8, 24, 48, 72]

/** Offers a free time by e-mail; the link in it ends. */
export function OfferDialog({ entry, day, near, onDone, onClose }: Props) {
  const { id: locationId, timeZone } = useCurrentLocation()
  const today = todayIn(timeZone)
  const toast = useToast()
  const [date, setDate] = useState(day ?? (entry.firstDay > today ? entry.firstDay : today))
  const [time, setTime] = useState<ChosenTime | null>(null)
  const [validHours, setValidHours] = useState(4)
  const { data } = useBookingDialogQuery({ variables: { locationId } })
  const [offer, { loading, error }] = useOfferSlotMutation()
  const { headersFor, done } = useIdempotencyKey()
  const problem = error ? problemOf(error) : null
  const submit = async () => {
    if (!time) return
    const input = { entryId: entry.id, vetId: time.vetId, startsAt: time.startsAt, validHours }
    const sent = await offer({ variables: { input }, context: headersFor(input) }).catch(() => null)
    if (!sent) return
    done()
    toast({
      message: `${formatDateTime(time.startsAt, timeZone)} is offered to ${entry.pet?.owner?.name ?? 'the client'}.`,
    })
    onDone()
  }
  return (
    <FormDialog
      open
      title={`Offer a time to ${entry.pet?.name ?? 'the patient'}`}
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Send the offer"
      busy={loading}
      disabled={!time}
      error={isAboutTime(problem) ? null : problem}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {entry.type.name}, {wishesText(entry)}
        {entry.vet && `, with ${entry.vet.name}`}
      </Typography>
      <DatePicker
        label="Day"
        value={date}
        onChange={(next) => {
          setDate(next)
          setTime(null)
        }}
        required
      />
      <SlotPicker
        input={
          isDate(date)
            ? { locationId, typeId: entry.type.id, date, vetId: entry.vet?.id, petId: entry.pet?.id }
            : null
        }
        value={time}
        onChange={setTime}
        near={near}
        problem={problem}
        vetName={(id) => data?.vets?.find((vet) => vet.id === id)?.name ?? ''}
      />
      <TextField
        select
        label="The link works for"
        value={validHours}
        onChange={(event) => setValidHours(Number(event.target.value))}
      >
        {hours.map((each) => (
          <MenuItem key={each} value={each}>
            {each === 1 ? '1 hour' : `${each} hours`}
          </MenuItem>
        ))}
      </TextField>
    </FormDialog>
  )
}
