import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { TriageLevel } from '../../../gql/types'
import { problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useCurrentLocation } from '../../../ui/location'
import { patientText } from '../../../ui/patient'
import { Pair } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { type PetPicker_petFragment, useBookingDialogQuery } from '../booking/booking.gen'
import { PetPicker } from '../booking/PetPicker'
import { useRegisterWalkInMutation } from './flow.gen'
import { TriageChoice } from './TriageDialog'

interface Props {
  onDone: (appointment: AppointmentChip_appointmentFragment) => void
  onClose: () => void
}

/** Registers who comes without an appointment; only the patient, or its looks, must be said. */
export function WalkInDialog({ onDone, onClose }: Props) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [pet, setPet] = useState<PetPicker_petFragment | null>(null)
  const [isUnknown, setIsUnknown] = useState(false)
  const [patientDescription, setPatientDescription] = useState('')
  const [broughtBy, setBroughtBy] = useState('')
  const [chosenType, setChosenType] = useState('')
  const [vetId, setVetId] = useState('')
  const [reason, setReason] = useState('')
  const [level, setLevel] = useState<TriageLevel | null>(null)
  const choices = useBookingDialogQuery({ variables: { locationId: location.id } })
  const [register, { loading, error }] = useRegisterWalkInMutation()
  const { headersFor, done } = useIdempotencyKey()
  const problem = error ? problemOf(error) : null
  const at = (field: string) => ({
    error: problem?.field === field,
    helperText: problem?.field === field ? problem.message : undefined,
  })
  const types = choices.data?.appointmentTypes ?? []
  // Who walks in is an emergency, until somebody says otherwise.
  const typeId = chosenType || (types.find(({ category }) => category === 'EMERGENCY') ?? types[0])?.id || ''
  const submit = async () => {
    const who = isUnknown
      ? { patientDescription: patientDescription.trim(), broughtBy: broughtBy.trim() || null }
      : { petId: pet?.id }
    const input = {
      ...who,
      locationId: location.id,
      typeId,
      vetId: vetId || null,
      reason: reason.trim() || null,
      level,
    }
    const { data } = await register({ variables: { input }, context: headersFor(input) }).catch(() => ({
      data: null,
    }))
    if (!data) return
    done()
    const { vet } = data.registerWalkIn
    toast({
      message: `${pet && !isUnknown ? patientText(pet) : patientDescription.trim()} is waiting${vet ? ` for ${vet.name}` : ''}.`,
    })
    onDone(data.registerWalkIn)
  }
  const isShown = ['petId', 'vetId', 'patientDescription'].includes(problem?.field ?? '')
  return (
    <FormDialog
      open
      title="Walk-in"
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Register"
      busy={loading}
      disabled={!typeId || (isUnknown ? patientDescription.trim() === '' : !pet)}
      error={isShown ? null : (problem ?? (choices.data ? null : choices.error))}
    >
      {!isUnknown && <PetPicker value={pet} onChange={setPet} autoFocus error={at('petId').helperText} />}
      <FormControlLabel
        control={<Checkbox checked={isUnknown} onChange={(_event, checked) => setIsUnknown(checked)} />}
        label="Nobody knows the patient yet"
      />
      {isUnknown && (
        <Pair>
          <TextField
            label="What it looks like"
            value={patientDescription}
            onChange={(event) => setPatientDescription(event.target.value)}
            required
            autoFocus
            {...at('patientDescription')}
          />
          <TextField
            label="Brought by, telephone"
            value={broughtBy}
            onChange={(event) => setBroughtBy(event.target.value)}
          />
        </Pair>
      )}
      <Typography variant="h3">How urgent?</Typography>
      <TriageChoice value={level} onChange={setLevel} />
      <TextField
        label="Reason for the visit"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder="What was seen or said"
      />
      <Pair>
        <TextField
          select
          label="Kind of visit"
          value={typeId}
          onChange={(event) => setChosenType(event.target.value)}
        >
          {types.map(({ id, name }) => (
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
          {...at('vetId')}
        >
          <MenuItem value="">Whoever has the fewest patients</MenuItem>
          {choices.data?.vets?.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      </Pair>
    </FormDialog>
  )
}
