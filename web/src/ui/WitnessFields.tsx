import MenuItem from '@mui/material/MenuItem'
import { Field, Pair } from './SaveDialog'

/** The fields of a form whose doing a colleague must witness. */
export interface WitnessValues {
  witnessId: string
  secret: string
}

export const noWitness: WitnessValues = { witnessId: '', secret: '' }

export const witnessLabels = { witnessId: 'Witness', secret: 'PIN or password of the witness' }

interface Props {
  /** Who may witness; undefined until it is known. */
  people: readonly { id: string; name: string }[] | undefined
}

/** A colleague proves by PIN or password to stand by. */
export function WitnessFields({ people }: Props) {
  const nobody = people?.length === 0
  return (
    <Pair>
      <Field<WitnessValues>
        name="witnessId"
        select
        required
        disabled={!people || nobody}
        helperText={nobody ? 'Nobody else here may witness.' : 'Somebody else than you.'}
      >
        {(people ?? []).map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <Field<WitnessValues>
        name="secret"
        type="password"
        required
        helperText="They type it themselves."
        slotProps={{ htmlInput: { autoComplete: 'off' } }}
      />
    </Pair>
  )
}
