import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useController } from 'react-hook-form'
import { shownBy } from '../../ui/fields'
import { chooseWhen } from '../../ui/pickers'
import { Field } from '../../ui/SaveDialog'
import { useDebounced } from '../../ui/useDebounced'
import { useItemSubstancesQuery } from './stock.gen'

export interface NamedSubstance {
  id: string
  name: string
  strength: string
}

/** The active substances of a medicine, each with its strength. */
export function SubstancesField({ name, label }: { name: string; label: string }) {
  const [typed, setTyped] = useState('')
  const bound = useController({ name })
  const chosen = bound.field.value as NamedSubstance[]
  const text = typed.trim()
  const search = useDebounced(text, 150)
  const { data, previousData, loading } = useItemSubstancesQuery({ variables: { search } })
  return (
    <>
      <Autocomplete<{ id: string; name: string }, true>
        multiple
        options={(data ?? previousData)?.substances.nodes ?? []}
        filterOptions={(all) => all}
        getOptionLabel={(substance) => substance.name}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(a, b) => a.id === b.id}
        value={chosen}
        onChange={(_event, substances) =>
          bound.field.onChange(
            substances.map(({ id, name }) => ({
              id,
              name,
              strength: chosen.find((one) => one.id === id)?.strength ?? '',
            })),
          )
        }
        onInputChange={(_event, input) => setTyped(input)}
        onKeyDown={chooseWhen(data !== undefined && text === search)}
        loading={loading}
        noOptionsText="No such substance in the formulary"
        renderInput={(input) => <TextField {...input} label={label} {...shownBy(bound)} />}
      />
      {chosen.length > 0 && (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))' }}>
          {chosen.map(({ id, name: substance }, place) => (
            <Field
              key={id}
              name={`${name}.${place}.strength`}
              label={`Strength of ${substance}`}
              placeholder="50 mg"
              required
            />
          ))}
        </Box>
      )}
    </>
  )
}
