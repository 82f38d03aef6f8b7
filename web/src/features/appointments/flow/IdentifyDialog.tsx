import Typography from '@mui/material/Typography'
import { SaveDialog } from '../../../ui/SaveDialog'
import { useSave } from '../../../ui/useSave'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import type { PetPicker_petFragment } from '../booking/booking.gen'
import { PetField } from '../booking/PetField'
import { useUpdateWalkInMutation } from './flow.gen'

interface Props {
  appointment: AppointmentChip_appointmentFragment
  onClose: () => void
}

/** Says which patient a walk-in is. */
export function IdentifyDialog({ appointment: { id, version, patientDescription }, onClose }: Props) {
  const [updateWalkIn] = useUpdateWalkInMutation()
  const form = useSave<{ petId: PetPicker_petFragment | null }>({
    labels: { petId: 'Patient' },
    start: { petId: null },
    save: async ({ petId: pet }, { headersFor }) => {
      const input = { id, version, petId: pet?.id }
      await updateWalkIn({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title="Who is it?"
      onClose={onClose}
      submitLabel="This is the patient"
      disabled={!form.fields.watch('petId')}
      width="xs"
    >
      <Typography sx={{ color: 'text.secondary' }}>
        {patientDescription}. A new patient is registered under Patients first.
      </Typography>
      <PetField name="petId" />
    </SaveDialog>
  )
}
