import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormGroup from '@mui/material/FormGroup'
import { useController } from 'react-hook-form'
import { addDays, todayIn } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { patientText } from '../../../ui/patient'
import { DateField, Field, Pair, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { type PetPicker_petFragment, useBookingDialogQuery } from '../booking/booking.gen'
import { PetField } from '../booking/PetField'
import { TypeAndVetFields } from '../booking/TypeAndVetFields'
import { useAddToWaitlistMutation } from './waitlist.gen'
import { weekdayNames } from './wishes'

interface Props {
  onDone: () => void
  onClose: () => void
}

const labels = {
  petId: 'Patient',
  typeId: 'Kind of visit',
  vetId: 'Vet',
  firstDay: 'From',
  lastDay: 'To',
  earliest: 'Not before',
  latest: 'Over by',
  weekdays: 'Weekdays; none for any',
  note: 'Reason for the visit',
}

/** Puts a patient on the waitlist, with the days and times that suit. */
export function AddToWaitlistDialog({ onDone, onClose }: Props) {
  const { id: locationId, timeZone } = useCurrentLocation()
  const today = todayIn(timeZone)
  const toast = useToast()
  const { data } = useBookingDialogQuery({ variables: { locationId } })
  const [addToWaitlist] = useAddToWaitlistMutation()
  const form = useSave({
    labels,
    start: {
      petId: null as PetPicker_petFragment | null,
      typeId: '',
      vetId: '',
      firstDay: today,
      lastDay: addDays(today, 28),
      earliest: '',
      latest: '',
      weekdays: [] as number[],
      note: '',
    },
    save: async ({ petId: pet, vetId, earliest, latest, note, ...wishes }, { headersFor }) => {
      if (!pet) return
      const input = {
        ...wishes,
        locationId,
        petId: pet.id,
        vetId: vetId || null,
        earliest: earliest || null,
        latest: latest || null,
        note: note.trim() || null,
      }
      await addToWaitlist({ variables: { input }, context: headersFor(input) })
      toast({ message: `${patientText(pet)}, is on the waitlist.` })
      onDone()
    },
  })
  const [pet, typeId] = form.fields.watch(['petId', 'typeId'])
  const timeLook = { type: 'time', slotProps: { inputLabel: { shrink: true } } } as const
  return (
    <SaveDialog
      form={form}
      title="Add to the waitlist"
      onClose={onClose}
      submitLabel="Add"
      disabled={!pet || !typeId}
    >
      <PetField name="petId" />
      <Pair>
        <TypeAndVetFields types={data?.appointmentTypes} vets={data?.vets} anyVet="Any" />
        <DateField name="firstDay" required />
        <DateField name="lastDay" required />
        <Field name="earliest" {...timeLook} />
        <Field name="latest" {...timeLook} />
      </Pair>
      <Weekdays />
      <Field name="note" />
    </SaveDialog>
  )
}

/** The form's `weekdays`, Monday is 1. */
function Weekdays() {
  const { field } = useController({ name: 'weekdays' })
  const chosen = field.value as number[]
  const toggle = (day: number) =>
    field.onChange(chosen.includes(day) ? chosen.filter((each) => each !== day) : [...chosen, day])
  return (
    <FormGroup row role="group" aria-label={labels.weekdays}>
      {weekdayNames.map((name, index) => (
        <FormControlLabel
          key={name}
          label={name}
          control={<Checkbox checked={chosen.includes(index + 1)} onChange={() => toggle(index + 1)} />}
        />
      ))}
    </FormGroup>
  )
}
