import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import type { TriageLevel } from '../../../gql/types'
import { problemOf } from '../../../ui/errors'
import { useCurrentLocation } from '../../../ui/location'
import { patientText } from '../../../ui/patient'
import { Field, Pair, SaveDialog } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { type PetPicker_petFragment, useBookingDialogQuery } from '../booking/booking.gen'
import { PetField } from '../booking/PetField'
import { TypeAndVetFields } from '../booking/TypeAndVetFields'
import { useRegisterWalkInMutation } from './flow.gen'
import { TriageField } from './TriageDialog'

interface Props {
  onDone: (appointment: AppointmentChip_appointmentFragment) => void
  onClose: () => void
}

const labels = {
  petId: 'Patient',
  patientDescription: 'What it looks like',
  broughtBy: 'Brought by, telephone',
  typeId: 'Kind of visit',
  vetId: 'Vet',
  reason: 'Reason for the visit',
  level: 'How urgent?',
}

const start = {
  petId: null as PetPicker_petFragment | null,
  patientDescription: '',
  broughtBy: '',
  typeId: '',
  vetId: '',
  reason: '',
  level: null as TriageLevel | null,
}

/** Registers who comes without an appointment; only the patient, or its looks, must be said. */
export function WalkInDialog({ onDone, onClose }: Props) {
  const { id: locationId } = useCurrentLocation()
  const toast = useToast()
  const [isUnknown, setIsUnknown] = useState(false)
  const { data, error } = useBookingDialogQuery({ variables: { locationId } })
  const [registerWalkIn] = useRegisterWalkInMutation()
  const form = useSave({
    labels,
    start,
    save: async ({ petId: pet, patientDescription, broughtBy, ...visit }, { headersFor }) => {
      const who = isUnknown
        ? { patientDescription: patientDescription.trim(), broughtBy: broughtBy.trim() || null }
        : { petId: pet?.id }
      const reason = visit.reason.trim() || null
      const input = { ...who, ...visit, locationId, vetId: visit.vetId || null, reason }
      const { data } = await registerWalkIn({ variables: { input }, context: headersFor(input) })
      if (!data) return
      const { vet } = data.registerWalkIn
      toast({
        message: `${pet && !isUnknown ? patientText(pet) : patientDescription.trim()} is waiting${vet ? ` for ${vet.name}` : ''}.`,
      })
      onDone(data.registerWalkIn)
    },
  })
  const { fields } = form
  const types = data?.appointmentTypes ?? []
  // Who walks in is an emergency, until somebody says otherwise.
  const usualType = (types.find(({ category }) => category === 'EMERGENCY') ?? types[0])?.id
  useEffect(() => {
    if (usualType && !fields.getValues('typeId')) fields.setValue('typeId', usualType)
  }, [usualType, fields])
  const [pet, patientDescription, typeId] = fields.watch(['petId', 'patientDescription', 'typeId'])
  return (
    <SaveDialog
      form={{ ...form, error: form.error ?? (error && !data ? problemOf(error) : null) }}
      title="Walk-in"
      onClose={onClose}
      submitLabel="Register"
      disabled={!typeId || (isUnknown ? patientDescription.trim() === '' : !pet)}
    >
      {!isUnknown && <PetField name="petId" />}
      <FormControlLabel
        control={<Checkbox checked={isUnknown} onChange={(_event, checked) => setIsUnknown(checked)} />}
        label="Nobody knows the patient yet"
      />
      {isUnknown && (
        <Pair>
          <Field name="patientDescription" required autoFocus />
          <Field name="broughtBy" />
        </Pair>
      )}
      <Typography variant="h3">{labels.level}</Typography>
      <TriageField />
      <Field name="reason" placeholder="What was seen or said" />
      <Pair>
        <TypeAndVetFields types={types} vets={data?.vets} anyVet="Whoever has the fewest patients" />
      </Pair>
    </SaveDialog>
  )
}
