import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { useCountry } from '../../ui/location'
import { phoneText } from '../../ui/phone'
import { chooseWhen } from '../../ui/pickers'
import { useDebounced } from '../../ui/useDebounced'
import { type OwnerPicker_ownerFragment, useOwnerPickerQuery } from './pets.gen'

interface Props {
  value: OwnerPicker_ownerFragment | null
  onChange: (owner: OwnerPicker_ownerFragment | null) => void
  label?: string
  error?: boolean
  helperText?: string
  autoFocus?: boolean
}

/** Finds a client by name, phone, e-mail or pet while typing. */
export function OwnerPicker({ value, onChange, label = 'Owner', error, helperText, autoFocus }: Props) {
  const [text, setText] = useState('')
  const country = useCountry()
  const search = useDebounced(text.trim(), 150)
  const asked = search !== '' && search !== value?.name
  const {
    data,
    previousData,
    loading,
    error: failed,
  } = useOwnerPickerQuery(asked ? { variables: { search } } : skipToken)
  const options = (asked ? (data ?? previousData)?.owners.nodes : undefined) ?? []
  return (
    <Autocomplete
      options={options}
      filterOptions={(all) => all}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={value}
      onChange={(_event, owner) => onChange(owner)}
      onInputChange={(_event, input) => setText(input)}
      loading={loading}
      autoHighlight
      onKeyDown={chooseWhen(!asked || (data !== undefined && text.trim() === search))}
      noOptionsText={
        search === ''
          ? 'Type a name, a phone number or a pet'
          : failed
            ? problemOf(failed).message
            : 'Nobody found'
      }
      renderOption={({ key, ...props }, owner) => (
        <Box component="li" key={key} {...props}>
          <span>
            {owner.name}
            <Box
              component="span"
              className="tabular"
              sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}
            >
              {[owner.phone && phoneText(owner.phone, country), owner.email].filter(Boolean).join(' · ')}
            </Box>
          </span>
        </Box>
      )}
      renderInput={(input) => (
        <TextField
          {...input}
          label={label}
          required
          error={error}
          helperText={helperText ?? (value?.phone ? phoneText(value.phone, country) : undefined)}
          autoFocus={autoFocus}
        />
      )}
    />
  )
}
