import { skipToken } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useCallback, useState } from 'react'
import type { BookingPrefill } from '../../../ui/booking'
import { type Problem, problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { dateIn, formatDay, formatMoney, formatTime, isDate, todayIn } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { patientText } from '../../../ui/patient'
import { useToast } from '../../../ui/toasts'
import { ColourDot } from '../../../ui/typeColour'
import { isAboutTime } from '../conflict'
import {
  type PetPicker_petFragment,
  useAppointmentTypeChangedSubscription,
  useBookingDialogQuery,
  usePickedPetQuery,
} from './booking.gen'
import { once, ruleFrom } from '../series/repeat'
import { RepeatFields } from '../series/RepeatFields'
import { SeriesPreview, useSeriesPreview } from '../series/SeriesPreview'
import { useBook } from './useBook'
import { HouseholdField, type HousePet, inTurn, problemOfOne } from './HouseholdField'
import { CreditStopNotice, isCreditStop } from './CreditStopNotice'
import { PetPicker } from './PetPicker'
import { SlotPicker } from './SlotPicker'
import { VetAndDay } from './VetAndDay'
import type { ChosenTime } from './slots'

interface Props {
  prefill: BookingPrefill
  onClose: () => void
}

export function BookingDialog({ prefill, onClose }: Props) {
  const location = useCurrentLocation()
  const { timeZone: zone } = location
  const toast = useToast()
  const [picked, setPicked] = useState<PetPicker_petFragment | null | undefined>(undefined)
  const [typeId, setTypeId] = useState('')
  const [vetId, setVetId] = useState(prefill.vetId ?? '')
  const [date, setDate] = useState(() => {
    const wanted = prefill.startsAt ? dateIn(prefill.startsAt, zone) : (prefill.date ?? '')
    return isDate(wanted) && wanted > todayIn(zone) ? wanted : todayIn(zone)
  })
  const [time, setTime] = useState<ChosenTime | null>(null)
  const [reason, setReason] = useState('')
  const [notes, setNotes] = useState('')
  const [repeat, setRepeat] = useState(once)
  const [creditStopReason, setCreditStopReason] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const choices = useBookingDialogQuery({ variables: { locationId: location.id } })
  useAppointmentTypeChangedSubscription({ ignoreResults: true, onData: () => void choices.refetch() })
  const known = usePickedPetQuery(prefill.petId ? { variables: { id: prefill.petId } } : skipToken)
  const [alongside, setAlongside] = useState<readonly HousePet[]>([])
  const { book, booking } = useBook()

  // Untouched, the patient is the one the dialog was opened for.
  const pet = picked === undefined ? (known.data?.pet ?? null) : picked
  const types = choices.data?.appointmentTypes ?? []
  const chosenType = types.find(({ id }) => id === typeId)
  const minutesFor = (
    { speciesDurations, durationMinutes }: (typeof types)[number],
    species: string | undefined,
  ) => speciesDurations.find(({ speciesId }) => speciesId === species)?.minutes ?? durationMinutes
  const minutesOf = (type: (typeof types)[number]) => minutesFor(type, pet?.species.id)
  const vets = choices.data?.vets ?? []
  // The vet of another location, left in the address of the board, is nobody here.
  const chosenVet = vets.some(({ id }) => id === vetId) ? vetId : ''
  const vetName = (id: string) => vets.find((vet) => vet.id === id)?.name ?? ''

  const choose = useCallback(
    (next: ChosenTime | null) => {
      setTime(next)
      setProblem(null)
      if (!next) return
      setDate(dateIn(next.startsAt, zone))
      setVetId((before) => (before === '' ? before : next.vetId))
    },
    [zone],
  )
  const rule = ruleFrom(repeat)
  const companions =
    chosenType && !rule
      ? inTurn(time?.startsAt ?? null, minutesOf(chosenType), alongside, (id) => minutesFor(chosenType, id))
      : []
  const wanted = pet &&
    time && { petId: pet.id, locationId: location.id, typeId, vetId: time.vetId, startsAt: time.startsAt }
  const preview = useSeriesPreview(wanted && rule ? { book: { ...wanted, rule } } : null)
  const visits = repeat.every === '' ? 1 : preview.possible

  const submit = async () => {
    if (!pet || !wanted) return
    setProblem(null)
    try {
      const booked = await book({
        wanted: { ...wanted, roomId: time?.roomId },
        series: rule ? { rule, skip: preview.skip } : null,
        companions: companions.map(({ pet, startsAt }) => ({ petId: pet.id, startsAt: startsAt! })),
        reason: reason.trim(),
        notes: notes.trim(),
        creditStopReason: creditStopReason.trim() || null,
      })
      const { startsAt } = booked[0] ?? wanted
      const when = `${formatDay(dateIn(startsAt, zone), 'short')} at ${formatTime(startsAt, zone)} with ${vetName(wanted.vetId)}`
      const names = [pet, ...companions.map(({ pet }) => pet)].map(({ name }) => name)
      toast({
        message: rule
          ? `${patientText(pet)}, has ${visits} visits, the first on ${when}.`
          : companions.length > 0
            ? `${names.join(' and ')} are booked on ${when}.`
            : `${patientText(pet)}, is booked on ${when}.`,
      })
      onClose()
    } catch (error) {
      const refused = problemOfOne(problemOf(error), companions)
      setProblem(refused)
      // A time that was refused cannot be asked for twice; one that was chosen meanwhile stays.
      if (isAboutTime(refused)) setTime((chosen) => (chosen === time ? null : chosen))
    }
  }

  return (
    <FormDialog
      open
      title="New booking"
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={rule ? `Book ${visits} visits` : time ? `Book ${formatTime(time.startsAt, zone)}` : 'Book'}
      busy={booking}
      disabled={!wanted || visits === 0}
      error={
        isAboutTime(problem) || problem?.field === 'petId'
          ? null
          : (problem ?? (choices.data ? null : choices.error))
      }
      width="sm"
    >
      <PetPicker
        value={pet}
        onChange={(next) => {
          setPicked(next)
          setAlongside([])
        }}
        autoFocus={!prefill.petId}
        error={problem?.field === 'petId' && !isCreditStop(problem) ? problem.message : null}
      />
      {pet && pet.alerts.length > 0 && (
        <Alert severity="warning" sx={{ py: 0 }}>
          {pet.alerts.join(' · ')}
        </Alert>
      )}
      {chosenType?.category !== 'EMERGENCY' && (
        <CreditStopNotice
          ownerId={pet?.owner?.id ?? null}
          problem={problem}
          reason={creditStopReason}
          onReason={setCreditStopReason}
        />
      )}
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2 }}>
        <TextField
          select
          label="Kind of visit"
          value={chosenType ? typeId : ''}
          required
          onChange={(event) => {
            setTypeId(event.target.value)
            setTime(null)
          }}
          slotProps={{
            select: {
              renderValue: () => chosenType && `${chosenType.name} (${minutesOf(chosenType)} min)`,
            },
          }}
          // The tax is the location’s, which only the invoice knows.
          helperText={chosenType?.price && formatMoney(chosenType.price)}
          sx={{ gridColumn: { sm: '1 / -1' } }}
        >
          {types.map((type) => (
            <MenuItem key={type.id} value={type.id} sx={{ gap: 2 }}>
              <Box component="span" sx={{ flex: 1 }}>
                <ColourDot colour={type.colour} /> {type.name}
              </Box>
              <Box
                component="span"
                className="tabular"
                sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}
              >
                {minutesOf(type)} min{type.price && ` · ${formatMoney(type.price)}`}
              </Box>
            </MenuItem>
          ))}
        </TextField>
        <VetAndDay
          vets={vets}
          vetId={chosenVet}
          onVet={(next) => {
            setVetId(next)
            setTime(null)
          }}
          date={date}
          onDate={(next) => {
            setDate(next)
            setTime(null)
          }}
          from={todayIn(zone)}
        />
      </Box>
      <SlotPicker
        input={
          typeId ? { locationId: location.id, typeId, date, vetId: chosenVet || null, petId: pet?.id } : null
        }
        value={time}
        onChange={choose}
        near={prefill.startsAt ?? null}
        problem={problem}
        vetName={vetName}
      />
      {pet && chosenType && !rule && (
        <HouseholdField petId={pet.id} companions={companions} onChange={setAlongside} />
      )}
      {companions.length === 0 && (
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2 }}>
          <RepeatFields value={repeat} onChange={setRepeat} firstDay={date} canBeOnce />
        </Box>
      )}
      {wanted && rule && <SeriesPreview preview={preview} otherwise="left out" />}
      <TextField
        label="Reason for the visit"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder="What the owner says"
      />
      <TextField
        label="Notes for the team"
        value={notes}
        onChange={(event) => setNotes(event.target.value)}
        multiline
        minRows={2}
      />
    </FormDialog>
  )
}
