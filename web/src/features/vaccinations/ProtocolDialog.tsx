import MenuItem from '@mui/material/MenuItem'
import type { VaccineImportance } from '../../gql/types'
import { Field, Pair, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { importances } from './vaccinationWords'
import { useSaveVaccinationProtocolMutation, type Protocol_protocolFragment } from './vaccinations.gen'

const figures = {
  firstDoseWeeks: 'First dose from, weeks of age',
  intervalWeeks: 'Weeks between doses',
  primaryUntilWeeks: 'Primary course until, weeks of age',
  lateStartDoses: 'Doses when begun later',
  firstBoosterMonths: 'First booster after, months',
  boosterMonths: 'Then every, months',
}

type Figure = keyof typeof figures
const figureNames = Object.keys(figures) as Figure[]

const labels = {
  ...figures,
  speciesId: 'Species',
  name: 'Name',
  diseases: 'Diseases, with commas between',
  importance: 'Kind',
  firstBoosterAgeWeeks: 'First booster at, weeks of age',
  source: 'Source',
  rabies: 'Rabies: has a certificate of its own',
  retired: 'No longer used',
}

interface Values extends Record<Figure, string> {
  speciesId: string
  name: string
  diseases: string
  importance: VaccineImportance
  firstBoosterAgeWeeks: string
  source: string
  rabies: boolean
  retired: boolean
}

const blank: Values = {
  speciesId: '',
  name: '',
  diseases: '',
  importance: 'CORE',
  rabies: false,
  firstDoseWeeks: '8',
  intervalWeeks: '4',
  primaryUntilWeeks: '16',
  lateStartDoses: '2',
  firstBoosterAgeWeeks: '',
  firstBoosterMonths: '12',
  boosterMonths: '12',
  source: '',
  retired: false,
}

/** One text for each figure. */
const textsOf = (values: Record<Figure, number>) =>
  Object.fromEntries(figureNames.map((name) => [name, String(values[name])])) as Record<Figure, string>

const numbersOf = (values: Record<Figure, string>) =>
  Object.fromEntries(figureNames.map((name) => [name, Number(values[name])])) as Record<Figure, number>

const valuesOf = (protocol: Protocol_protocolFragment): Values => ({
  ...textsOf(protocol),
  speciesId: protocol.species.id,
  name: protocol.name,
  diseases: protocol.diseases.join(', '),
  importance: protocol.importance,
  rabies: protocol.rabies,
  firstBoosterAgeWeeks: protocol.firstBoosterAgeWeeks?.toString() ?? '',
  source: protocol.source ?? '',
  retired: protocol.retiredAt !== null,
})

interface Props {
  /** Null for a new one. */
  protocol: Protocol_protocolFragment | null
  /** Fetches it anew when somebody else was faster. */
  latest: () => Promise<Protocol_protocolFragment | null>
  species: readonly { id: string; name: string }[]
  onClose: () => void
}

export function ProtocolDialog({ protocol, latest, species, onClose }: Props) {
  const [saveProtocol] = useSaveVaccinationProtocolMutation()
  const form = useSave<Values, Protocol_protocolFragment>({
    labels,
    ...(protocol ? { thing: protocol, valuesOf, latest } : { start: blank }),
    save: async (values, { version, headersFor }) => {
      const input = {
        ...values,
        ...numbersOf(values),
        diseases: values.diseases.split(',').flatMap((disease) => disease.trim() || []),
        firstBoosterAgeWeeks: values.firstBoosterAgeWeeks === '' ? null : Number(values.firstBoosterAgeWeeks),
        ...(protocol && { id: protocol.id, version }),
      }
      await saveProtocol({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  const numeric = { htmlInput: { inputMode: 'numeric' } } as const
  return (
    <SaveDialog
      form={form}
      title={protocol ? `Edit ${protocol.name}` : 'New protocol'}
      submitLabel="Save"
      onClose={onClose}
      width="md"
    >
      <Field<Values> name="speciesId" select required disabled={protocol !== null}>
        {species.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <Field<Values> name="name" required />
      <Field<Values> name="diseases" required />
      <Field<Values> name="importance" select>
        {Object.entries(importances).map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </Field>
      <Pair>
        {figureNames.map((name) => (
          <Field<Values> key={name} name={name} required slotProps={numeric} />
        ))}
        <Field<Values> name="firstBoosterAgeWeeks" slotProps={numeric} />
        <Field<Values> name="source" />
      </Pair>
      <SwitchField<Values> name="rabies" />
      {protocol && <SwitchField<Values> name="retired" />}
    </SaveDialog>
  )
}
