import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { useDebounced } from '../../ui/useDebounced'
import {
  type RecordCard_recordFragment,
  useAddDiagnosisMutation,
  useDiagnosisPickerQuery,
  useRemoveDiagnosisMutation,
} from './medical-records.gen'
import { diagnosisText } from './soap'

interface Props {
  /** The draft; null until its first save. */
  recordId: string | null
  diagnoses: RecordCard_recordFragment['diagnoses']
}

/** The diagnoses of a draft: typed in words or chosen from the hospital’s codes, each saved by Enter. */
export function DiagnosesField({ recordId, diagnoses }: Props) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const search = useDebounced(typed.trim(), 150)
  const { data } = useDiagnosisPickerQuery(search === '' ? skipToken : { variables: { search } })
  const [add, { loading: adding }] = useAddDiagnosisMutation()
  const [remove, { loading: removing }] = useRemoveDiagnosisMutation()
  const save = async (text: string, change: () => Promise<unknown>) => {
    setError(null)
    try {
      await change()
    } catch (failure) {
      setError(problemOf(failure).message)
      setTyped(text)
    }
  }
  const known = diagnoses.map(({ text }) => text.toLowerCase())
  const options = typed.trim() === '' ? [] : (data?.diagnosisCodes ?? [])
  return (
    <Autocomplete
      multiple
      freeSolo
      disableClearable
      disabled={recordId === null}
      value={diagnoses.map(({ text, code }) => ({ name: text, code }))}
      options={options.filter(({ name }) => !known.includes(name.toLowerCase()))}
      filterOptions={(all) => all}
      getOptionLabel={(option) =>
        typeof option === 'string' ? option : diagnosisText({ text: option.name, code: option.code })
      }
      getOptionKey={(option) => (typeof option === 'string' ? option : `${option.code} ${option.name}`)}
      isOptionEqualToValue={(a, b) => typeof b !== 'string' && a.name === b.name}
      inputValue={typed}
      onInputChange={(_event, text) => setTyped(text)}
      onChange={(_event, all, reason, details) => {
        if (recordId === null) return
        const created = all.at(-1)
        if (reason === 'createOption' && typeof created === 'string') {
          const text = created.trim()
          if (text !== '') void save(text, () => add({ variables: { input: { recordId, text } } }))
        } else if (reason === 'selectOption' && details) {
          const { name: text, code } = details.option
          void save(text, () => add({ variables: { input: { recordId, text, code } } }))
        } else if (reason === 'removeOption' && details) {
          const { name: text } = details.option
          void save('', () => remove({ variables: { input: { recordId, text } } }))
        }
      }}
      loading={adding || removing}
      renderValue={(values, getItemProps) =>
        values.map((value, index) => {
          const { key, ...item } = getItemProps({ index })
          const label =
            typeof value === 'string' ? value : diagnosisText({ text: value.name, code: value.code })
          return <Chip key={key} {...item} size="small" label={label} />
        })
      }
      renderInput={(input) => (
        <TextField
          {...input}
          label="Diagnoses"
          error={error !== null}
          helperText={
            error ?? (recordId === null ? 'After the first words of the record' : 'Enter adds what is typed')
          }
        />
      )}
    />
  )
}
