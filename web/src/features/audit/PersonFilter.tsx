import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { chooseWhen } from '../../ui/pickers'
import { useDebounced } from '../../ui/useDebounced'
import { usePersonFilteredQuery, usePersonFilterQuery } from './audit.gen'

/** Whose deeds the list shows; found by name while typing. */
export function PersonFilter({ id, onChange }: { id: string | null; onChange: (id: string | null) => void }) {
  const [text, setText] = useState('')
  const search = useDebounced(text.trim(), 150)
  const { data: chosen } = usePersonFilteredQuery(id ? { variables: { id } } : skipToken)
  const value = (id && chosen?.user) || null
  const asked = search !== value?.name
  const { data, previousData, loading, error } = usePersonFilterQuery(
    asked ? { variables: { search } } : skipToken,
  )
  return (
    <Autocomplete
      options={(asked ? (data ?? previousData)?.users.nodes : undefined) ?? []}
      filterOptions={(all) => all}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={value}
      onChange={(_event, person) => onChange(person?.id ?? null)}
      onInputChange={(_event, input) => setText(input)}
      loading={loading}
      autoHighlight
      onKeyDown={chooseWhen(!asked || (data !== undefined && text.trim() === search))}
      noOptionsText={error ? problemOf(error).message : 'Nobody found'}
      sx={{ flex: { xs: '1 1 140px', sm: '1 1 180px' }, maxWidth: { sm: 240 } }}
      renderInput={(input) => <TextField {...input} label="Who" placeholder="Anybody" />}
    />
  )
}
