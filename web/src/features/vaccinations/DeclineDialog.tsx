import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useCurrentLocation } from '../../ui/location'
import { useSaving } from './useSaving'
import { useDeclineVaccinationMutation, useVaccineChoiceQuery } from './vaccinations.gen'

interface Props {
  pet: { id: string; name: string; species: { id: string } }
  onClose: () => void
}

/** What the client did not want, and why: it is no longer listed as due. */
export function DeclineDialog({ pet, onClose }: Props) {
  const here = useCurrentLocation()
  const { headersFor, done } = useIdempotencyKey()
  const { problem, error, save } = useSaving(['protocolIds', 'reason'])
  const { data } = useVaccineChoiceQuery({ variables: { speciesId: pet.species.id, locationId: here.id } })
  const { values, text } = useFields({ protocolId: '', reason: '' })
  const [decline, { loading }] = useDeclineVaccinationMutation()
  const submit = () =>
    save(async () => {
      const input = {
        petId: pet.id,
        locationId: here.id,
        protocolIds: [values.protocolId],
        reason: values.reason,
      }
      await decline({ variables: { input }, context: headersFor(input) })
      done()
      onClose()
    })
  return (
    <FormDialog
      title={`Declined for ${pet.name}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Record"
      busy={loading}
      disabled={values.protocolId === '' || values.reason.trim() === ''}
      error={error}
      width="xs"
    >
      <TextField
        select
        required
        autoFocus
        label="Against"
        {...text('protocolId')}
        {...wrong(problem, 'protocolIds')}
      >
        {(data?.vaccinationProtocols ?? []).map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label="Reason"
        required
        multiline
        minRows={2}
        {...text('reason')}
        {...wrong(problem, 'reason')}
      />
    </FormDialog>
  )
}
