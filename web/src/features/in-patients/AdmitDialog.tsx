import MenuItem from '@mui/material/MenuItem'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { CageField, useFreeCages } from './CageField'
import { useAdmitPetMutation } from './in-patients.gen'

interface Values {
  cageId: string
  vetId: string
  reason: string
}

interface Props {
  pet: { id: string; name: string }
  onAdmitted: (inPatientId: string) => void
  onClose: () => void
}

/** Takes a patient into a free cage of this location. */
export function AdmitDialog({ pet, onAdmitted, onClose }: Props) {
  const location = useCurrentLocation()
  const { vets, ...free } = useFreeCages(location.id)
  const [admit] = useAdmitPetMutation()
  const form = useSave<Values>({
    labels: { cageId: 'Cage', vetId: 'Responsible vet', reason: 'Reason' },
    start: { cageId: '', vetId: '', reason: '' },
    save: async (values, { headersFor }) => {
      const input = { ...values, petId: pet.id, locationId: location.id }
      const { data } = await admit({ variables: { input }, context: headersFor(input) })
      if (data) onAdmitted(data.admitPet.id)
    },
  })
  return (
    <SaveDialog form={form} title={`Admit ${pet.name}`} submitLabel="Admit" onClose={onClose} width="xs">
      <CageField<Values> {...free} />
      <Field<Values> name="vetId" select required>
        {vets.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <Field<Values> name="reason" required multiline minRows={2} />
    </SaveDialog>
  )
}
