import { skipToken } from '@apollo/client/react'
import WarningAmber from '@mui/icons-material/WarningAmber'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { problemOf } from '../../../ui/errors'
import { patientText } from '../../../ui/patient'
import { PetAvatar } from '../../../ui/PetAvatar'
import { useCountry } from '../../../ui/location'
import { phoneText } from '../../../ui/phone'
import { chooseWhen } from '../../../ui/pickers'
import { useDebounced } from '../../../ui/useDebounced'
import { type PetPicker_petFragment, usePetPickerQuery } from './booking.gen'

interface Props {
  value: PetPicker_petFragment | null
  onChange: (pet: PetPicker_petFragment | null) => void
  autoFocus?: boolean
  error?: string | null
}

export function PetPicker({ value, onChange, autoFocus, error }: Props) {
  const [text, setText] = useState('')
  const country = useCountry()
  const search = useDebounced(text.trim())
  const typed = search.length >= 2 && text !== (value && patientText(value))
  const {
    data,
    previousData,
    loading,
    error: failed,
  } = usePetPickerQuery(typed ? { variables: { search } } : skipToken)
  const pets = typed ? ((data ?? previousData)?.pets.nodes ?? []) : []
  return (
    <Autocomplete
      options={pets}
      value={value}
      onChange={(_event, pet) => onChange(pet)}
      inputValue={text}
      onInputChange={(_event, next) => setText(next)}
      getOptionLabel={patientText}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      autoHighlight
      onKeyDown={chooseWhen(!typed || (data !== undefined && text.trim() === search))}
      // The server already searched, tolerant of typing errors; filtering again would lose what it found.
      filterOptions={(options) => options}
      loading={loading}
      loadingText="Searching…"
      noOptionsText={
        text.trim().length < 2
          ? 'Type at least two letters of the pet, its owner, a phone or a chip number'
          : failed
            ? problemOf(failed).message
            : 'No patient found'
      }
      renderInput={(params) => (
        <TextField
          {...params}
          label="Patient"
          placeholder="Pet, owner, phone or chip"
          autoFocus={autoFocus}
          required
          error={Boolean(error)}
          helperText={error}
        />
      )}
      renderOption={({ key, ...props }, pet) => (
        <Box component="li" key={key} {...props} sx={{ gap: 1.25, minHeight: 44 }}>
          <PetAvatar name={pet.name} photo={pet.photo} size={30} />
          <Box sx={{ minWidth: 0 }}>
            <Box sx={{ fontWeight: 600, display: 'flex', alignItems: 'center', gap: 0.5 }}>
              {pet.name}
              {pet.alerts.length > 0 && (
                <WarningAmber
                  titleAccess={pet.alerts.join(', ')}
                  sx={{ fontSize: 15, color: 'warning.main' }}
                />
              )}
            </Box>
            <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
              {[
                pet.owner?.name,
                pet.species.name,
                pet.breed?.name,
                pet.owner?.phone && phoneText(pet.owner.phone, country),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Box>
          </Box>
        </Box>
      )}
    />
  )
}
