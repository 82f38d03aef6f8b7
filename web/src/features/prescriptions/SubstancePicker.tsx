import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { shownBy } from '../../ui/fields'
import { chooseWhen } from '../../ui/pickers'
import { useDebounced } from '../../ui/useDebounced'
import { usePrescribedSubstancePickerQuery } from './prescriptions.gen'

export interface Named {
  id: string
  name: string
}

interface Props {
  /** The field of the form around it. */
  name: string
  label: string
  autoFocus?: boolean
}

/** Finds a substance by the beginning of its name while typing; the form needs one. */
export function SubstancePicker({ name, label, autoFocus }: Props) {
  const [typed, setTyped] = useState('')
  const bound = useController({
    name,
    rules: { validate: (value) => value !== null || `${label} is needed.` },
  })
  const { field } = bound
  const value = field.value as Named | null
  const text = typed.trim()
  const search = useDebounced(text === value?.name ? '' : text, 150)
  const { data, previousData, loading } = usePrescribedSubstancePickerQuery({ variables: { search } })
  return (
    <Autocomplete
      options={(data ?? previousData)?.substances.nodes ?? []}
      filterOptions={(all) => all}
      getOptionLabel={(substance) => substance.name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={value}
      onChange={(_event, substance) => field.onChange(substance)}
      onInputChange={(_event, input) => setTyped(input)}
      onKeyDown={chooseWhen(text === value?.name || (data !== undefined && text === search))}
      loading={loading}
      autoHighlight
      noOptionsText="No such substance in the formulary"
      renderInput={(input) => (
        <TextField {...input} label={label} required autoFocus={autoFocus} {...shownBy(bound)} />
      )}
    />
  )
}
