import FormControlLabel from '@mui/material/FormControlLabel'
import Checkbox from '@mui/material/Checkbox'
import FormGroup from '@mui/material/FormGroup'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { DatePicker } from '../../../ui/DatePicker'
import { problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { addDays, isDate, todayIn } from '../../../ui/format'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { patientText } from '../../../ui/patient'
import { Pair } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { type PetPicker_petFragment, useBookingDialogQuery } from '../booking/booking.gen'
import { PetPicker } from '../booking/PetPicker'
import { useAddToWaitlistMutation } from './waitlist.gen'
import { weekdayNames } from './wishes'

interface Props {
  onDone: () => void
  onClose: () => void
}

/** Puts a patient on the waitlist, with the days and times that suit. */
export function AddToWaitlistDialog({ onDone, onClose }: Props) {
  const { id: locationId, timeZone } = useCurrentLocation()
  const today = todayIn(timeZone)
  const toast = useToast()
  const [pet, setPet] = useState<PetPicker_petFragment | null>(null)
  const [typeId, setTypeId] = useState('')
  const [vetId, setVetId] = useState('')
  const [firstDay, setFirstDay] = useState(today)
  const [lastDay, setLastDay] = useState(addDays(today, 28))
  const [weekdays, setWeekdays] = useState<number[]>([])
  const [earliest, setEarliest] = useState('')
  const [latest, setLatest] = useState('')
  const [note, setNote] = useState('')
  const { data } = useBookingDialogQuery({ variables: { locationId } })
  const [add, { loading, error }] = useAddToWaitlistMutation()
  const { headersFor, done } = useIdempotencyKey()
  const problem = error ? problemOf(error) : null
  const submit = async () => {
    if (!pet) return
    const times = { earliest: earliest || null, latest: latest || null }
    const wishes = { vetId: vetId || null, firstDay, lastDay, weekdays, ...times, note: note.trim() || null }
    const input = { locationId, petId: pet.id, typeId, ...wishes }
    const added = await add({ variables: { input }, context: headersFor(input) }).catch(() => null)
    if (!added) return
    done()
    toast({ message: `${patientText(pet)}, is on the waitlist.` })
    onDone()
  }
  const toggle = (day: number) =>
    setWeekdays((before) => (before.includes(day) ? before.filter((each) => each !== day) : [...before, day]))
  return (
    <FormDialog
      open
      title="Add to the waitlist"
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Add"
      busy={loading}
      disabled={!pet || !typeId || !isDate(firstDay) || !isDate(lastDay)}
      error={problem?.field === 'petId' ? null : problem}
    >
      <PetPicker
        value={pet}
        onChange={setPet}
        autoFocus
        error={problem?.field === 'petId' ? problem.message : null}
      />
      <Pair>
        <TextField
          select
          label="Kind of visit"
          value={typeId}
          onChange={(event) => setTypeId(event.target.value)}
          required
        >
          {(data?.appointmentTypes ?? []).map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label="Vet"
          value={vetId}
          onChange={(event) => setVetId(event.target.value)}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">Any</MenuItem>
          {(data?.vets ?? []).map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <DatePicker label="From" value={firstDay} onChange={setFirstDay} required />
        <DatePicker label="To" value={lastDay} onChange={setLastDay} required />
        <TextField
          label="Not before"
          type="time"
          value={earliest}
          onChange={(event) => setEarliest(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <TextField
          label="Over by"
          type="time"
          value={latest}
          onChange={(event) => setLatest(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      </Pair>
      <FormGroup row role="group" aria-label="Weekdays; none for any">
        {weekdayNames.map((name, index) => (
          <FormControlLabel
            key={name}
            label={name}
            control={<Checkbox checked={weekdays.includes(index + 1)} onChange={() => toggle(index + 1)} />}
          />
        ))}
      </FormGroup>
      <TextField
        label="Reason for the visit"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  )
}
