import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { shownBy } from '../../../ui/fields'
import { chooseWhen } from '../../../ui/pickers'
import { useDebounced } from '../../../ui/useDebounced'
import { useCatalogueItemsQuery } from './suppliers.gen'

export interface FoundItem {
  id: string
  name: string
  unit: string
}

/** An item in use, found by its name, SKU or barcode. */
export function ItemPicker({ name, label }: { name: string; label: string }) {
  const [typed, setTyped] = useState('')
  const bound = useController({ name })
  const text = typed.trim()
  const search = useDebounced(text, 150)
  const { data, previousData, loading } = useCatalogueItemsQuery(
    search === '' ? skipToken : { variables: { search } },
  )
  return (
    <Autocomplete<FoundItem>
      options={(data ?? previousData)?.inventoryItems.nodes ?? []}
      filterOptions={(all) => all}
      getOptionLabel={(item) => item.name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={bound.field.value as FoundItem | null}
      onChange={(_event, item) => bound.field.onChange(item)}
      onInputChange={(_event, input) => setTyped(input)}
      onKeyDown={chooseWhen(data !== undefined && text === search)}
      loading={loading}
      autoHighlight
      noOptionsText={search === '' ? 'Type its name or scan it' : 'No such item in stock'}
      renderInput={(input) => <TextField {...input} label={label} required autoFocus {...shownBy(bound)} />}
    />
  )
}
