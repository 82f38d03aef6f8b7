import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useController, useFormContext } from 'react-hook-form'
import { type SubstancePickerQuery, useAddPetAlertMutation, useSubstancePickerQuery } from './chart.gen'
import type { PetAlertKind, PetAlertSeverity } from '../../../gql/types'
import type { PatientForm_petFragment } from '../pets.gen'
import { lacking, shownBy } from '../../../ui/fields'
import { ChipsField, Field, SaveDialog } from '../../../ui/SaveDialog'
import { useDebounced } from '../../../ui/useDebounced'
import { useSave } from '../../../ui/useSave'
import { alertKindLabels, alertKinds, alertSeverities, alertSeverityLabels } from './alertWords'

type Substance = SubstancePickerQuery['substances']['nodes'][number]

const labels = {
  kind: 'Kind',
  severity: 'Severity',
  substanceId: 'Substance',
  text: 'What everybody must know',
}

interface Values {
  kind: PetAlertKind
  severity: PetAlertSeverity
  substanceId: Substance | null
  text: string
}

/** Enters an alert; an allergy to a substance of the list stops prescriptions of it. */
export function AddAlertDialog({ pet, onClose }: { pet: PatientForm_petFragment; onClose: () => void }) {
  const [add] = useAddPetAlertMutation()
  const chosenOf = ({ kind, substanceId }: Values) => (kind === 'ALLERGY' ? substanceId : null)
  const form = useSave<Values>({
    labels,
    start: { kind: 'ALLERGY', severity: 'SEVERE', substanceId: null, text: '' },
    check: (values) =>
      values.text.trim() === '' && !chosenOf(values)
        ? lacking('text', 'Words or a substance are needed.')
        : null,
    save: async (values, { headersFor }) => {
      const { kind, severity, text } = values
      const substanceId = chosenOf(values)?.id ?? null
      const input = { petId: pet.id, kind, severity, substanceId, text: text.trim() || null }
      await add({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  const values = form.fields.watch()
  const isAllergy = values.kind === 'ALLERGY'
  return (
    <SaveDialog
      form={form}
      title={`Alert for ${pet.name}`}
      submitLabel="Add alert"
      onClose={onClose}
      width="xs"
    >
      <ChipsField<Values> name="kind" options={alertKinds.map((kind) => [kind, alertKindLabels[kind]])} />
      <ChipsField<Values>
        name="severity"
        options={alertSeverities.map((severity) => [severity, alertSeverityLabels[severity]])}
      />
      {isAllergy && <SubstanceField />}
      <Field<Values>
        name="text"
        label={chosenOf(values) ? 'Words (optional)' : labels.text}
        autoFocus={!isAllergy}
      />
    </SaveDialog>
  )
}

function SubstanceField() {
  const { control } = useFormContext<Values>()
  const bound = useController({ control, name: 'substanceId' })
  const { field } = bound
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim(), 150)
  const { data, previousData, loading } = useSubstancePickerQuery(
    search === '' ? skipToken : { variables: { search } },
  )
  return (
    <Autocomplete
      options={(data ?? previousData)?.substances.nodes ?? []}
      filterOptions={(all) => all}
      getOptionLabel={({ name, family }) => (family ? `${name} (${family})` : name)}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={field.value}
      onChange={(_event, substance) => field.onChange(substance)}
      onInputChange={(_event, input) => setTyped(input)}
      loading={loading}
      autoHighlight
      noOptionsText={
        search === '' ? 'Type the name of a substance' : 'Not on the list: say it in words below'
      }
      renderInput={(input) => (
        <TextField
          {...input}
          {...shownBy(bound, 'Prescribing it, or another of its family, will be stopped')}
          label={labels.substanceId}
          autoFocus
        />
      )}
    />
  )
}
