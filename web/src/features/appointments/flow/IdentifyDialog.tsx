import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { problemOf } from '../../../ui/errors'
import { FormDialog } from '../../../ui/FormDialog'
import { useIdempotencyKey } from '../../../ui/idempotency'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import type { PetPicker_petFragment } from '../booking/booking.gen'
import { PetPicker } from '../booking/PetPicker'
import { useUpdateWalkInMutation } from './flow.gen'

interface Props {
  appointment: AppointmentChip_appointmentFragment
  onClose: () => void
}

/** Says which patient a walk-in is. */
export function IdentifyDialog({ appointment: { id, version, patientDescription }, onClose }: Props) {
  const [pet, setPet] = useState<PetPicker_petFragment | null>(null)
  const [save, { loading, error }] = useUpdateWalkInMutation()
  const { headersFor, done } = useIdempotencyKey()
  const problem = error ? problemOf(error) : null
  const submit = async () => {
    if (!pet) return
    const input = { id, version, petId: pet.id }
    const saved = await save({ variables: { input }, context: headersFor(input) }).catch(() => null)
    if (!saved) return
    done()
    onClose()
  }
  return (
    <FormDialog
      open
      title="Who is it?"
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="This is the patient"
      busy={loading}
      disabled={!pet}
      error={problem?.field === 'petId' ? null : problem}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {patientDescription}. A new patient is registered under Patients first.
      </Typography>
      <PetPicker
        value={pet}
        onChange={setPet}
        autoFocus
        error={problem?.field === 'petId' ? problem.message : null}
      />
    </FormDialog>
  )
}
