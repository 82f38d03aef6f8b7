import { useApolloClient } from '@apollo/client/react'
import MenuItem from '@mui/material/MenuItem'
import { lacking } from '../../../ui/fields'
import { Field, Pair, SaveDialog, SwitchField } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { amountOf, notAnAmount } from '../amount'
import { ItemPicker } from '../ItemPicker'
import { type Named, SubstancePicker } from '../SubstancePicker'
import {
  type Dose_formularyDoseFragment,
  FormularyDoseEditorDocument,
  useSaveFormularyDoseMutation,
} from './formulary.gen'

interface Values {
  product: string
  itemId: Named | null
  substanceId: Named | null
  speciesId: string
  minKilograms: string
  maxKilograms: string
  milligramsPerKilogram: string
  maxMilligramsPerKilogram: string
  frequency: string
  milligramsPerUnit: string
  unit: string
  divisibleUnit: string
  retired: boolean
}

const labels = {
  product: 'Product with strength and form',
  itemId: 'Item in stock',
  substanceId: 'Active substance',
  speciesId: 'Species',
  minKilograms: 'From (kg)',
  maxKilograms: 'To below (kg)',
  milligramsPerKilogram: 'Dose (mg/kg)',
  maxMilligramsPerKilogram: 'Maximum (mg/kg)',
  frequency: 'How often it is given',
  milligramsPerUnit: 'Substance in one unit (mg)',
  unit: 'Unit',
  divisibleUnit: 'Divisible by (unit)',
  retired: 'No longer offered',
}

const start: Values = {
  product: '',
  itemId: null,
  substanceId: null,
  speciesId: '',
  minKilograms: '0',
  maxKilograms: '',
  milligramsPerKilogram: '',
  maxMilligramsPerKilogram: '',
  frequency: '',
  milligramsPerUnit: '',
  unit: '',
  divisibleUnit: '1',
  retired: false,
}

const named = (value: Named | null): Named | null => value && { id: value.id, name: value.name }

const valuesOf = (dose: Dose_formularyDoseFragment): Values => ({
  product: dose.product,
  itemId: named(dose.item),
  substanceId: named(dose.substance),
  speciesId: dose.species.id,
  minKilograms: String(dose.minKilograms),
  maxKilograms: dose.maxKilograms === null ? '' : String(dose.maxKilograms),
  milligramsPerKilogram: String(dose.milligramsPerKilogram),
  maxMilligramsPerKilogram: String(dose.maxMilligramsPerKilogram),
  frequency: dose.frequency,
  milligramsPerUnit: String(dose.milligramsPerUnit),
  unit: dose.unit,
  divisibleUnit: String(dose.divisibleUnit),
  retired: dose.retiredAt !== null,
})

/** A band may begin at 0; everything else is above it. */
const lowerEnd = (text: string): number | null => (/^0+([.,]0+)?$/.test(text.trim()) ? 0 : amountOf(text))

const amounts = [
  'milligramsPerKilogram',
  'maxMilligramsPerKilogram',
  'milligramsPerUnit',
  'divisibleUnit',
] as const

function check(values: Values) {
  const wrong = amounts.find((name) => amountOf(values[name]) === null)
  if (wrong) return notAnAmount(wrong)
  if (lowerEnd(values.minKilograms) === null) return lacking('minKilograms', 'A weight in kg.')
  return values.maxKilograms.trim() !== '' && amountOf(values.maxKilograms) === null
    ? lacking('maxKilograms', 'A weight in kg, or nothing for no limit.')
    : null
}

const inputOf = (values: Values) => ({
  product: values.product.trim(),
  itemId: values.itemId?.id ?? null,
  substanceId: values.substanceId!.id,
  speciesId: values.speciesId,
  minKilograms: lowerEnd(values.minKilograms)!,
  maxKilograms: amountOf(values.maxKilograms),
  milligramsPerKilogram: amountOf(values.milligramsPerKilogram)!,
  maxMilligramsPerKilogram: amountOf(values.maxMilligramsPerKilogram)!,
  frequency: values.frequency.trim(),
  milligramsPerUnit: amountOf(values.milligramsPerUnit)!,
  unit: values.unit.trim(),
  divisibleUnit: amountOf(values.divisibleUnit)!,
  retired: values.retired,
})

const decimal = { htmlInput: { inputMode: 'decimal', autoComplete: 'off' } } as const

function Fields({ species }: { species: readonly Named[] }) {
  return (
    <>
      <Field<Values> name="product" required autoFocus autoComplete="off" />
      <Pair>
        <SubstancePicker name="substanceId" label={labels.substanceId} />
        <ItemPicker name="itemId" label={labels.itemId} />
      </Pair>
      <Field<Values> name="speciesId" select required>
        {species.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </Field>
      <Pair>
        <Field<Values> name="minKilograms" required slotProps={decimal} />
        <Field<Values> name="maxKilograms" slotProps={decimal} helperText="Empty for no limit." />
        <Field<Values> name="milligramsPerKilogram" required slotProps={decimal} />
        <Field<Values>
          name="maxMilligramsPerKilogram"
          required
          slotProps={decimal}
          helperText="A higher dose needs a reason."
        />
        <Field<Values> name="unit" required placeholder="tablet" autoComplete="off" />
        <Field<Values> name="milligramsPerUnit" required slotProps={decimal} />
        <Field<Values>
          name="divisibleUnit"
          required
          slotProps={decimal}
          helperText="0.5: a half can be given."
        />
        <Field<Values> name="frequency" required placeholder="every 12 hours" autoComplete="off" />
      </Pair>
    </>
  )
}

interface Props {
  species: readonly Named[]
  onSaved: () => void
  onClose: () => void
}

export function NewDoseDialog({ species, onSaved, onClose }: Props) {
  const toast = useToast()
  const [saveDose] = useSaveFormularyDoseMutation()
  const form = useSave<Values>({
    labels,
    start,
    check,
    save: async (values, { headersFor }) => {
      const input = inputOf(values)
      await saveDose({ variables: { input }, context: headersFor(input) })
      toast({ message: `${input.product} can be prescribed now.` })
      onSaved()
    },
  })
  return (
    <SaveDialog form={form} title="New dose" submitLabel="Add" onClose={onClose}>
      <Fields species={species} />
    </SaveDialog>
  )
}

export function EditDoseDialog({
  dose,
  species,
  onSaved,
  onClose,
}: Props & { dose: Dose_formularyDoseFragment }) {
  const toast = useToast()
  const client = useApolloClient()
  const [saveDose] = useSaveFormularyDoseMutation()
  const form = useSave<Values, Dose_formularyDoseFragment>({
    labels,
    thing: dose,
    valuesOf,
    check,
    latest: async () => {
      const asked = { query: FormularyDoseEditorDocument, variables: { id: dose.id } }
      return (await client.query({ ...asked, fetchPolicy: 'network-only' })).data?.formularyDose ?? null
    },
    show: (field, values) => {
      const value = values[field]
      return typeof value === 'object' ? (value?.name ?? '') : String(value)
    },
    save: async (values, { version }) => {
      const input = { id: dose.id, version, ...inputOf(values) }
      await saveDose({ variables: { input } })
      toast({ message: `${input.product} is saved.` })
      onSaved()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${dose.product}`} submitLabel="Save" onClose={onClose}>
      <Fields species={species} />
      <SwitchField<Values> name="retired" />
    </SaveDialog>
  )
}
