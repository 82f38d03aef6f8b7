import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { type SubstancePickerQuery, useAddPetAlertMutation, useSubstancePickerQuery } from './chart.gen'
import type { PetAlertKind, PetAlertSeverity } from '../../../gql/types'
import type { PatientForm_petFragment } from '../pets.gen'
import { type Problem, problemOf } from '../../../ui/errors'
import { useFields, wrong } from '../../../ui/fields'
import { FilterChips } from '../../../ui/FilterChips'
import { FormDialog } from '../../../ui/FormDialog'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { useDebounced } from '../../../ui/useDebounced'
import { alertKindLabels, alertKinds, alertSeverities, alertSeverityLabels } from './alertWords'

type Substance = SubstancePickerQuery['substances']['nodes'][number]

/** Enters an alert; an allergy to a substance of the list stops prescriptions of it. */
export function AddAlertDialog({ pet, onClose }: { pet: PatientForm_petFragment; onClose: () => void }) {
  const { values, set, text } = useFields({
    kind: 'ALLERGY' as PetAlertKind,
    severity: 'SEVERE' as PetAlertSeverity,
    text: '',
  })
  const [substance, setSubstance] = useState<Substance | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { headersFor, done } = useIdempotencyKey()
  const [add, { loading }] = useAddPetAlertMutation()
  const chosen = values.kind === 'ALLERGY' ? substance : null
  const submit = async () => {
    setProblem(null)
    const input = {
      petId: pet.id,
      kind: values.kind,
      severity: values.severity,
      substanceId: chosen?.id ?? null,
      text: values.text.trim() || null,
    }
    try {
      await add({ variables: { input }, context: headersFor(input) })
      done()
      onClose()
    } catch (failure) {
      setProblem(problemOf(failure))
    }
  }
  const beside = problem?.field === 'text' || problem?.field === 'substanceId'
  return (
    <FormDialog
      title={`Alert for ${pet.name}`}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Add alert"
      busy={loading}
      disabled={values.text.trim() === '' && !chosen}
      error={beside ? null : problem}
      width="xs"
    >
      <FilterChips
        label="Kind"
        options={alertKinds.map((kind) => [kind, alertKindLabels[kind]])}
        value={values.kind}
        onChange={(kind) => set('kind', kind)}
      />
      <FilterChips
        label="Severity"
        options={alertSeverities.map((severity) => [severity, alertSeverityLabels[severity]])}
        value={values.severity}
        onChange={(severity) => set('severity', severity)}
      />
      {values.kind === 'ALLERGY' && (
        <SubstancePicker value={substance} onChange={setSubstance} wrong={wrong(problem, 'substanceId')} />
      )}
      <TextField
        {...text('text')}
        {...wrong(problem, 'text')}
        label={chosen ? 'Words (optional)' : 'What everybody must know'}
        required={!chosen}
        autoFocus={values.kind !== 'ALLERGY'}
      />
    </FormDialog>
  )
}

interface PickerProps {
  value: Substance | null
  onChange: (substance: Substance | null) => void
  wrong: { error?: true; helperText?: string }
}

function SubstancePicker({ value, onChange, wrong }: PickerProps) {
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
      value={value}
      onChange={(_event, substance) => onChange(substance)}
      onInputChange={(_event, input) => setTyped(input)}
      loading={loading}
      autoHighlight
      noOptionsText={
        search === '' ? 'Type the name of a substance' : 'Not on the list: say it in words below'
      }
      renderInput={(input) => (
        <TextField
          {...input}
          {...wrong}
          label="Substance"
          autoFocus
          {...(!wrong.error && { helperText: 'Prescribing it, or another of its family, will be stopped' })}
        />
      )}
    />
  )
}
