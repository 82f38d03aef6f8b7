import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import type { NeuterStatus } from '../../gql/types'
import type { Problem } from '../../ui/errors'
import { wrong } from '../../ui/fields'
import { FilterChips } from '../../ui/FilterChips'
import { todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { DateField, Field, Pair } from '../../ui/SaveDialog'
import { MicrochipFields } from './MicrochipFields'
import { petLabels, type PetValues } from './petForm'
import { type SpeciesPickerQuery, useSpeciesPickerQuery } from './pets.gen'
import { neuterLabel } from './petWords'

interface Props {
  problem: Problem | null
  /** What the patient has already, also when the hospital no longer offers it (PT8). */
  current?: { species: { id: string; name: string }; breed: { id: string; name: string } | null }
  autoFocus?: boolean
  onKeepMicrochip: () => void
  /** Below the microchips: who may be the same patient. */
  hint?: ReactNode
}

type Term = { id: string; name: string; synonyms?: readonly string[] }

/** A species or breed is found by its other names too. */
const byAnyName = createFilterOptions<Term>({
  stringify: ({ name, synonyms = [] }) => [name, ...synonyms].join('\n'),
})

const withCurrent = (list: readonly Term[], current: Term | null | undefined): readonly Term[] =>
  !current || list.some(({ id }) => id === current.id) ? list : [...list, current]

function useTerms(
  values: PetValues,
  current: Props['current'],
): { species: readonly Term[]; breeds: readonly Term[] } {
  const { data } = useSpeciesPickerQuery()
  const all: SpeciesPickerQuery['species'] = data?.species ?? []
  const breeds = all.find(({ id }) => id === values.speciesId)?.breeds ?? []
  return {
    species: withCurrent(all, current?.species),
    breeds: withCurrent(breeds, current?.species.id === values.speciesId ? current.breed : null),
  }
}

interface TermProps {
  name: 'speciesId' | 'breedId'
  terms: readonly Term[]
  problem: Problem | null
  required?: boolean
  onChange: (id: string) => void
}

function TermPicker({ name, terms, problem, required = false, onChange }: TermProps) {
  const { watch } = useFormContext<PetValues>()
  const chosen = watch(name)
  return (
    <Autocomplete
      options={terms}
      filterOptions={byAnyName}
      getOptionLabel={(term) => term.name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={terms.find(({ id }) => id === chosen) ?? null}
      onChange={(_event, term) => onChange(term?.id ?? '')}
      disabled={terms.length === 0}
      autoHighlight
      renderInput={(input) => (
        <TextField {...input} label={petLabels[name]} required={required} {...wrong(problem, name)} />
      )}
    />
  )
}

export function PatientFields({ problem, current, autoFocus = false, onKeepMicrochip, hint }: Props) {
  const { watch, setValue: set } = useFormContext<PetValues>()
  const values = watch()
  const { timeZone } = useCurrentLocation()
  const { species, breeds } = useTerms(values, current)
  const neuterOptions = (['INTACT', 'NEUTERED', 'UNKNOWN'] as const).map(
    (option): readonly [NeuterStatus, string] => [
      option,
      option === 'UNKNOWN' ? 'Unknown' : neuterLabel(option, values.sex),
    ],
  )
  return (
    <>
      <Field<PetValues> name="name" required autoFocus={autoFocus} autoComplete="off" />
      <Pair>
        <TermPicker
          name="speciesId"
          terms={species}
          problem={problem}
          required
          onChange={(id) => {
            set('speciesId', id, { shouldDirty: true })
            set('breedId', '')
          }}
        />
        <TermPicker
          name="breedId"
          terms={breeds}
          problem={problem}
          onChange={(id) => set('breedId', id, { shouldDirty: true })}
        />
      </Pair>
      <Pair>
        <Labelled label={petLabels.sex}>
          <FilterChips
            label={petLabels.sex}
            options={[
              ['FEMALE', 'Female'],
              ['MALE', 'Male'],
              ['UNKNOWN', 'Unknown'],
            ]}
            value={values.sex}
            onChange={(sex) => set('sex', sex)}
          />
        </Labelled>
        <Labelled label={petLabels.neuterStatus}>
          <FilterChips
            label={petLabels.neuterStatus}
            options={neuterOptions}
            value={values.neuterStatus}
            onChange={(next) => set('neuterStatus', next)}
          />
        </Labelled>
      </Pair>
      <Pair>
        <DateField<PetValues> name="dateOfBirth" max={todayIn(timeZone)} />
        <FormControlLabel
          control={
            <Checkbox
              checked={values.birthDateEstimated}
              onChange={(_event, on) => set('birthDateEstimated', on)}
            />
          }
          label={petLabels.birthDateEstimated}
          disabled={values.dateOfBirth === ''}
        />
      </Pair>
      <Field<PetValues> name="color" autoComplete="off" />
      <MicrochipFields
        numbers={values.microchips}
        onChange={(numbers) => set('microchips', numbers)}
        problem={problem}
        onKeep={onKeepMicrochip}
      />
      {hint}
      <Field<PetValues> name="notes" multiline minRows={2} />
    </>
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="subtitle2" component="div" sx={{ color: 'text.secondary', mb: 0.5 }}>
        {label}
      </Typography>
      {children}
    </Box>
  )
}
