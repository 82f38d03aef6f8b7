import MenuItem from '@mui/material/MenuItem'
import { Field } from '../../../ui/SaveDialog'

type Choices = ReadonlyArray<{ id: string; name: string }>

interface Props {
  types: Choices | null | undefined
  vets: Choices | null | undefined
  /** What it means when no vet is chosen. */
  anyVet: string
}

/** The kind of visit and the vet in a form that has them as `typeId` and `vetId`. */
export function TypeAndVetFields({ types, vets, anyVet }: Props) {
  const options = (choices: Choices | null | undefined) =>
    (choices ?? []).map(({ id, name }) => (
      <MenuItem key={id} value={id}>
        {name}
      </MenuItem>
    ))
  return (
    <>
      <Field select name="typeId" required>
        {options(types)}
      </Field>
      <Field select name="vetId" slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">{anyVet}</MenuItem>
        {options(vets)}
      </Field>
    </>
  )
}
