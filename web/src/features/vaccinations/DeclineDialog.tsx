import MenuItem from '@mui/material/MenuItem'
import { useCurrentLocation } from '../../ui/location'
import { Field, SaveDialog } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { useDeclineVaccinationMutation, useVaccineChoiceQuery } from './vaccinations.gen'

interface Props {
  pet: { id: string; name: string; species: { id: string } }
  onClose: () => void
}

const labels = { protocolIds: 'Against', reason: 'Reason' }
type Values = Record<keyof typeof labels, string>

/** What the client did not want, and why: it is no longer listed as due. */
export function DeclineDialog({ pet, onClose }: Props) {
  const here = useCurrentLocation()
  const { data } = useVaccineChoiceQuery({ variables: { speciesId: pet.species.id, locationId: here.id } })
  const [decline] = useDeclineVaccinationMutation()
  const form = useSave<Values>({
    labels,
    start: { protocolIds: '', reason: '' },
    save: async ({ protocolIds, reason }, { headersFor }) => {
      const input = { petId: pet.id, locationId: here.id, protocolIds: [protocolIds], reason }
      await decline({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Declined for ${pet.name}`}
      submitLabel="Record"
      onClose={onClose}
      width="xs"
    >
      <Field<Values> name="protocolIds" select required autoFocus>
        {(data?.vaccinationProtocols ?? []).map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <Field<Values> name="reason" required multiline minRows={2} />
    </SaveDialog>
  )
}
