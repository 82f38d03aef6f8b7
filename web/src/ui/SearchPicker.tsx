import { type SkipToken, skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { shownBy } from './fields'
import { chooseWhen } from './pickers'
import { useDebounced } from './useDebounced'

interface Props<Found, Data> {
  /** The field of the form around it; null while nothing is chosen. */
  name: string
  label: string
  useSearch: (options: SkipToken | { variables: { search: string } }) => {
    data?: Data | undefined
    previousData?: Data | undefined
    loading: boolean
  }
  foundIn: (data: Data) => readonly Found[]
  /** What is said before anything is typed, and when nothing is found. */
  before: string
  none: string
  hint?: string
  required?: boolean
  autoFocus?: boolean
}

/** Finds one thing by its name while typing. */
export function SearchPicker<Found extends { id: string; name: string }, Data>({
  name,
  label,
  useSearch,
  foundIn,
  before,
  none,
  hint,
  ...input
}: Props<Found, Data>) {
  const [typed, setTyped] = useState('')
  const bound = useController({ name })
  const value = bound.field.value as Found | null
  const text = typed.trim()
  const search = useDebounced(text, 150)
  const asked = search !== '' && search !== value?.name
  const { data, previousData, loading } = useSearch(asked ? { variables: { search } } : skipToken)
  const shown = data ?? previousData
  return (
    <Autocomplete<Found>
      options={asked && shown ? foundIn(shown) : []}
      filterOptions={(all) => all}
      getOptionLabel={(found) => found.name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={value}
      onChange={(_event, found) => bound.field.onChange(found)}
      onInputChange={(_event, input) => setTyped(input)}
      onKeyDown={chooseWhen(text === value?.name || (data !== undefined && text === search))}
      loading={loading}
      autoHighlight
      noOptionsText={asked ? none : before}
      renderInput={(params) => <TextField {...params} {...input} label={label} {...shownBy(bound, hint)} />}
    />
  )
}
