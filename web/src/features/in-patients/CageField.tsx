import MenuItem from '@mui/material/MenuItem'
import type { FieldValues, Path } from 'react-hook-form'
import { Field } from '../../ui/SaveDialog'
import { useFreeCagesQuery } from './in-patients.gen'
import { cageText } from './words'

/** The cages of a location without a patient, with its vets. */
export function useFreeCages(locationId: string) {
  const { data } = useFreeCagesQuery({ variables: { locationId }, fetchPolicy: 'cache-and-network' })
  const taken = new Set(data?.inPatients.nodes.map(({ cage }) => cage.id))
  return {
    cages: (data?.cages ?? []).filter(({ id }) => !taken.has(id)),
    vets: data?.vets ?? [],
    known: !!data,
  }
}

interface Props {
  cages: ReturnType<typeof useFreeCages>['cages']
  known: boolean
}

export function CageField<Values extends FieldValues & { cageId: string }>({ cages, known }: Props) {
  return (
    <Field<Values>
      name={'cageId' as Path<Values>}
      select
      required
      autoFocus
      helperText={known && cages.length === 0 ? 'Every cage has a patient.' : ' '}
    >
      {cages.map((cage) => (
        <MenuItem key={cage.id} value={cage.id}>
          {cageText(cage)}
        </MenuItem>
      ))}
    </Field>
  )
}
