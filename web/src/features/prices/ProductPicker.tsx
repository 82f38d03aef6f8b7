import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { shownBy } from '../../ui/fields'
import { chooseWhen } from '../../ui/pickers'
import { useDebounced } from '../../ui/useDebounced'
import { useChargedItemQuery, useChargedItemsQuery, useChargedVaccinesQuery } from './prices.gen'

interface Option {
  id: string
  name: string
  source: 'Vaccine' | 'Inventory'
}

/** The vaccine or the item of the inventory that an entry charges for when it is given or dispensed. */
export function ProductPicker({ name, label }: { name: string; label: string }) {
  const bound = useController({ name })
  const { field } = bound
  const id = field.value as string
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const search = useDebounced(text, 150)
  const vaccines = useChargedVaccinesQuery()
  const isVaccine = vaccines.data?.vaccineProducts.nodes.some((each) => each.id === id) ?? false
  const chosen = useChargedItemQuery(id && vaccines.data && !isVaccine ? { variables: { id } } : skipToken)
  const items = useChargedItemsQuery(search === '' ? skipToken : { variables: { search } })
  const isLike = (each: { name: string }) => each.name.toLowerCase().includes(search.toLowerCase())
  const known: Option[] = (vaccines.data?.vaccineProducts.nodes ?? []).map((each) => ({
    ...each,
    source: 'Vaccine',
  }))
  const found: Option[] = (items.data?.inventoryItems.nodes ?? []).map((each) => ({
    ...each,
    source: 'Inventory',
  }))
  const item = chosen.data?.inventoryItem
  const current = known.find((each) => each.id === id) ?? (item && { ...item, source: 'Inventory' as const })
  const value = id === '' ? null : (current ?? { id, name: '…', source: 'Inventory' as const })
  const isSearched = search !== '' && search !== value?.name
  return (
    <Autocomplete<Option>
      options={isSearched ? [...known.filter(isLike), ...found] : known}
      filterOptions={(all) => all}
      getOptionLabel={(option) => option.name}
      getOptionKey={(option) => option.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={value}
      onChange={(_event, option) => field.onChange(option?.id ?? '')}
      onInputChange={(_event, input) => setTyped(input)}
      onKeyDown={chooseWhen(!isSearched || (items.data !== undefined && text === search))}
      loading={vaccines.loading || items.loading}
      autoHighlight
      noOptionsText="No vaccine or item is called that"
      renderOption={({ key, ...props }, option) => (
        <Box component="li" key={key} {...props} sx={{ display: 'flex', gap: 2 }}>
          <Box sx={{ flex: 1 }}>{option.name}</Box>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {option.source}
          </Box>
        </Box>
      )}
      renderInput={(input) => (
        <TextField
          {...input}
          label={label}
          {...shownBy(bound, 'Giving or dispensing it adds this entry to the invoice.')}
        />
      )}
    />
  )
}
