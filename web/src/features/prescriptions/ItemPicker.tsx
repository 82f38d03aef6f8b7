import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { shownBy } from '../../ui/fields'
import { chooseWhen } from '../../ui/pickers'
import { useDebounced } from '../../ui/useDebounced'
import { usePrescribedItemPickerQuery } from './prescriptions.gen'
import type { Named } from './SubstancePicker'

/** Finds a medicine of the inventory while typing; none is a choice too. */
export function ItemPicker({ name, label }: { name: string; label: string }) {
  const [typed, setTyped] = useState('')
  const bound = useController({ name })
  const { field } = bound
  const value = field.value as Named | null
  const text = typed.trim()
  const search = useDebounced(text, 150)
  const asked = search !== '' && search !== value?.name
  const { data, previousData, loading } = usePrescribedItemPickerQuery(
    asked ? { variables: { search } } : skipToken,
  )
  return (
    <Autocomplete<Named>
      options={(asked ? (data ?? previousData)?.inventoryItems.nodes : undefined) ?? []}
      filterOptions={(all) => all}
      getOptionLabel={(item) => item.name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={value}
      onChange={(_event, item) => field.onChange(item && { id: item.id, name: item.name })}
      onInputChange={(_event, input) => setTyped(input)}
      onKeyDown={chooseWhen(!asked || (data !== undefined && text === search))}
      loading={loading}
      autoHighlight
      noOptionsText={asked ? 'Nothing like it in stock' : 'Type a name or an SKU'}
      renderInput={(input) => <TextField {...input} label={label} {...shownBy(bound)} />}
    />
  )
}
