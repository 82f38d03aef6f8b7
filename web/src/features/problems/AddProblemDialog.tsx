import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useController } from 'react-hook-form'
import { shownBy } from '../../ui/fields'
import { DateField, SaveDialog } from '../../ui/SaveDialog'
import { useDebounced } from '../../ui/useDebounced'
import { useSave } from '../../ui/useSave'
import { useAddProblemMutation, useProblemCodesQuery } from './problems.gen'

interface Values {
  text: string
  code: string | null
  onsetOn: string
}

const labels = { text: 'Problem', code: 'Code', onsetOn: 'Since' }

interface Props {
  pet: { id: string; name: string }
  onClose: () => void
}

/** Puts a problem on the list: chosen from the hospital’s codes, or in words. */
export function AddProblemDialog({ pet, onClose }: Props) {
  const [add] = useAddProblemMutation()
  const form = useSave<Values>({
    labels,
    start: { text: '', code: null, onsetOn: '' },
    save: async ({ text, code, onsetOn }, { headersFor }) => {
      const input = { petId: pet.id, text: text.trim(), code, onsetOn: onsetOn || null }
      await add({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Problem of ${pet.name}`} submitLabel="Add" onClose={onClose} width="xs">
      <ProblemField onCode={(code) => form.fields.setValue('code', code)} />
      <DateField<Values> name="onsetOn" helperText="Empty when nobody knows." />
    </SaveDialog>
  )
}

function ProblemField({ onCode }: { onCode: (code: string | null) => void }) {
  const bound = useController<Values, 'text'>({
    name: 'text',
    rules: { validate: (text) => text.trim() !== '' || 'Say the problem.' },
  })
  const { field } = bound
  const search = useDebounced(field.value.trim(), 150)
  const { data } = useProblemCodesQuery(search === '' ? skipToken : { variables: { search } })
  return (
    <Autocomplete
      freeSolo
      options={field.value.trim() === '' ? [] : (data?.diagnosisCodes ?? [])}
      filterOptions={(all) => all}
      getOptionLabel={(option) => (typeof option === 'string' ? option : `${option.name} (${option.code})`)}
      getOptionKey={(option) => (typeof option === 'string' ? option : option.code)}
      inputValue={field.value}
      onInputChange={(_event, text, reason) => {
        if (reason !== 'input' && reason !== 'clear') return
        field.onChange(text)
        onCode(null)
      }}
      onChange={(_event, option) => {
        if (option === null || typeof option === 'string') return
        field.onChange(option.name)
        onCode(option.code)
      }}
      renderInput={(input) => (
        <TextField
          {...input}
          label={labels.text}
          required
          autoFocus
          {...shownBy(bound, 'A diagnosis of the list, or your own words')}
        />
      )}
    />
  )
}
