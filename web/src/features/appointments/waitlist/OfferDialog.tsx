import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useController } from 'react-hook-form'
import { formatDateTime, isDate, todayIn } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { DateField, Field, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { useBookingDialogQuery } from '../booking/booking.gen'
import { SlotPicker } from '../booking/SlotPicker'
import type { ChosenTime } from '../booking/slots'
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
  const { data } = useBookingDialogQuery({ variables: { locationId } })
  const [offerSlot] = useOfferSlotMutation()
  const form = useSave({
    labels: { day: 'Day', startsAt: 'Time', validHours: 'The link works for' },
    start: {
      day: day ?? (entry.firstDay > today ? entry.firstDay : today),
      startsAt: null as ChosenTime | null,
      validHours: 4,
    },
    save: async ({ startsAt: time, validHours }, { headersFor }) => {
      if (!time) return
      const { vetId, startsAt } = time
      const input = { entryId: entry.id, vetId, startsAt, validHours: Number(validHours) }
      await offerSlot({ variables: { input }, context: headersFor(input) })
      toast({
        message: `${formatDateTime(startsAt, timeZone)} is offered to ${entry.pet?.owner?.name ?? 'the client'}.`,
      })
      onDone()
    },
  })
  const { control, watch } = form.fields
  const { field: time } = useController({ control, name: 'startsAt' })
  const date = watch('day')
  return (
    <SaveDialog
      form={{ ...form, error: isAboutTime(form.problem) ? null : form.error }}
      title={`Offer a time to ${entry.pet?.name ?? 'the patient'}`}
      onClose={onClose}
      submitLabel="Send the offer"
      disabled={!time.value}
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {entry.type.name}, {wishesText(entry)}
        {entry.vet && `, with ${entry.vet.name}`}
      </Typography>
      <DateField name="day" onValue={() => time.onChange(null)} required />
      <SlotPicker
        input={
          isDate(date)
            ? { locationId, typeId: entry.type.id, date, vetId: entry.vet?.id, petId: entry.pet?.id }
            : null
        }
        value={time.value}
        onChange={time.onChange}
        near={near}
        problem={form.problem}
        vetName={(id) => data?.vets?.find((vet) => vet.id === id)?.name ?? ''}
      />
      <Field select name="validHours">
        {hours.map((each) => (
          <MenuItem key={each} value={each}>
            {each === 1 ? '1 hour' : `${each} hours`}
          </MenuItem>
        ))}
      </Field>
    </SaveDialog>
  )
}
