import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { shownBy } from '../../ui/fields'
import { chooseWhen } from '../../ui/pickers'
import { useDebounced } from '../../ui/useDebounced'
import { useCan } from '../../ui/viewer'
import { type MedicinePickerQuery, useMedicinePickerQuery } from './prescriptions.gen'

type Dose = MedicinePickerQuery['formularyDoses']['nodes'][number]

/** What is prescribed: a dose of the formulary, an item in stock, or something in words. */
export type Medicine =
  | { by: 'dose'; id: string; name: string; unit: string; frequency: string }
  | { by: 'item'; id: string; name: string; unit: string }
  | { by: 'words'; name: string }

const groups = { dose: 'Formulary', item: 'In stock, not in the formulary', words: 'Not in stock' }

const bandText = ({ minKilograms, maxKilograms }: Dose) =>
  maxKilograms === null ? `from ${minKilograms} kg` : `${minKilograms} to below ${maxKilograms} kg`

function medicinesOf({ formularyDoses, inventoryItems }: MedicinePickerQuery): Medicine[] {
  const dosed = new Set(formularyDoses.nodes.flatMap(({ item }) => item?.id ?? []))
  return [
    ...formularyDoses.nodes.map(({ id, product, unit, frequency, ...band }) => ({
      by: 'dose' as const,
      id,
      name: `${product}, ${bandText({ id, product, unit, frequency, ...band })}`,
      unit,
      frequency,
    })),
    ...(inventoryItems?.nodes ?? [])
      .filter(({ id }) => !dosed.has(id))
      .map(({ id, name, unit }) => ({ by: 'item' as const, id, name, unit })),
  ]
}

interface Props {
  label: string
  speciesId: string
  onChange: (medicine: Medicine | null) => void
}

/** Finds a medicine while typing: by the formulary, then in stock, and what the hospital does not keep in words. */
export function MedicinePicker({ label, speciesId, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const seesStock = useCan('inventory:read')
  const bound = useController({
    name: 'medicine',
    rules: { validate: (value) => value !== null || `${label} is needed.` },
  })
  const { field } = bound
  const value = field.value as Medicine | null
  const text = typed.trim()
  const search = useDebounced(text === value?.name ? '' : text, 150)
  const { data, previousData, loading } = useMedicinePickerQuery({
    variables: { speciesId, search, withItems: seesStock && search !== '' },
  })
  const found = data ?? previousData
  const options: Medicine[] = found ? medicinesOf(found) : []
  if (data && search !== '') options.push({ by: 'words', name: search })
  return (
    <Autocomplete<Medicine>
      options={options}
      filterOptions={(all) => all}
      groupBy={({ by }) => groups[by]}
      getOptionLabel={({ name }) => name}
      getOptionKey={(medicine) => ('id' in medicine ? medicine.id : 'words')}
      isOptionEqualToValue={(a, b) => a.by === b.by && a.name === b.name}
      value={value}
      onChange={(_event, medicine) => {
        field.onChange(medicine)
        onChange(medicine)
      }}
      onInputChange={(_event, input) => setTyped(input)}
      onKeyDown={chooseWhen(text === value?.name || (data !== undefined && text === search))}
      loading={loading}
      autoHighlight
      noOptionsText="Nothing in the formulary for this species: go on typing"
      renderInput={(input) => <TextField {...input} label={label} required autoFocus {...shownBy(bound)} />}
    />
  )
}
