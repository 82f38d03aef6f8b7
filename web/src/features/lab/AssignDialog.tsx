import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { patientText } from '../../ui/patient'
import { SaveDialog } from '../../ui/SaveDialog'
import { useDebounced } from '../../ui/useDebounced'
import { useSave } from '../../ui/useSave'
import {
  type Lab_orderFragment,
  type LabPetPickerQuery,
  useAssignLabResultMutation,
  useLabPetPickerQuery,
} from './lab.gen'

type Pet = LabPetPickerQuery['pets']['nodes'][number]

interface Props {
  order: Lab_orderFragment
  onClose: () => void
}

/** Says whose results they are that fitted no patient. */
export function AssignDialog({ order, onClose }: Props) {
  const [assign] = useAssignLabResultMutation()
  const [pet, setPet] = useState<Pet | null>(null)
  const [text, setText] = useState('')
  const search = useDebounced(text.trim())
  const { data, previousData } = useLabPetPickerQuery(
    search.length < 2 ? skipToken : { variables: { search } },
  )
  const form = useSave({
    labels: {},
    start: {},
    save: async () => {
      const input = { id: order.id, version: order.version, petId: pet?.id ?? '' }
      await assign({ variables: { input } })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title="Whose results are these?"
      submitLabel="Assign"
      disabled={pet === null}
      onClose={onClose}
      width="xs"
    >
      <Typography>
        {order.panel.name}, the laboratory wrote: <b>{order.patientText}</b>
      </Typography>
      <Autocomplete
        options={(data ?? previousData)?.pets.nodes ?? []}
        value={pet}
        onChange={(_event, chosen) => setPet(chosen)}
        inputValue={text}
        onInputChange={(_event, typed) => setText(typed)}
        getOptionLabel={patientText}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(one, other) => one.id === other.id}
        filterOptions={(found) => found}
        noOptionsText={search.length < 2 ? 'Type at least two letters' : 'No patient found'}
        renderInput={(input) => (
          <TextField
            {...input}
            label="Patient"
            required
            autoFocus
            helperText="The results become your task, flagged by the patient’s species and age."
          />
        )}
      />
    </SaveDialog>
  )
}
