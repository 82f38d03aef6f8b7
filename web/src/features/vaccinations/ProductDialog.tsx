import Autocomplete from '@mui/material/Autocomplete'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useController, useFormContext } from 'react-hook-form'
import type { VaccinationRoute } from '../../gql/types'
import { lacking, shownBy } from '../../ui/fields'
import { Field, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useSave } from '../../ui/useSave'
import { routes } from './vaccinationWords'
import {
  useSaveVaccineProductMutation,
  type Product_productFragment,
  type Protocol_protocolFragment,
} from './vaccinations.gen'

const labels = {
  name: 'Name',
  maker: 'Manufacturer',
  protocolIds: 'Against',
  route: 'Route',
  dose: 'Dose',
  licensedMonths: 'Protects by its label, in months',
  retired: 'No longer used',
}

interface Values {
  name: string
  maker: string
  protocolIds: string[]
  route: VaccinationRoute
  dose: string
  licensedMonths: string
  retired: boolean
}

const blank: Values = {
  name: '',
  maker: '',
  protocolIds: [],
  route: 'SUBCUTANEOUS',
  dose: '1 ml',
  licensedMonths: '',
  retired: false,
}

const valuesOf = (product: Product_productFragment): Values => ({
  name: product.name,
  maker: product.maker,
  protocolIds: product.protocols.map(({ id }) => id),
  route: product.route,
  dose: product.dose,
  licensedMonths: product.licensedMonths?.toString() ?? '',
  retired: product.retiredAt !== null,
})

interface Props {
  /** Null for a new one. */
  product: Product_productFragment | null
  /** Fetches it anew when somebody else was faster. */
  latest: () => Promise<Product_productFragment | null>
  protocols: readonly Protocol_protocolFragment[]
  onClose: () => void
}

export function ProductDialog({ product, latest, protocols, onClose }: Props) {
  const [saveProduct] = useSaveVaccineProductMutation()
  const form = useSave<Values, Product_productFragment>({
    labels,
    ...(product ? { thing: product, valuesOf, latest } : { start: blank }),
    check: ({ protocolIds }) =>
      protocolIds.length === 0 ? lacking('protocolIds', 'Against what is needed.') : null,
    show: (field, values) =>
      field === 'protocolIds'
        ? protocols.flatMap(({ id, name }) => (values.protocolIds.includes(id) ? name : [])).join(', ')
        : String(values[field]),
    save: async (values, { version, headersFor }) => {
      const input = {
        ...values,
        licensedMonths: values.licensedMonths === '' ? null : Number(values.licensedMonths),
        ...(product && { id: product.id, version }),
      }
      await saveProduct({ variables: { input }, context: headersFor(input) })
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={product ? `Edit ${product.name}` : 'New vaccine'}
      submitLabel="Save"
      onClose={onClose}
    >
      <Field<Values> name="name" required autoFocus />
      <Field<Values> name="maker" required />
      <ProtocolsField protocols={protocols} />
      <Field<Values> name="route" select>
        {Object.entries(routes).map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </Field>
      <Field<Values> name="dose" required />
      <Field<Values> name="licensedMonths" slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
      {product && <SwitchField<Values> name="retired" />}
    </SaveDialog>
  )
}

function ProtocolsField({ protocols }: Pick<Props, 'protocols'>) {
  const { control } = useFormContext<Values>()
  const bound = useController({ control, name: 'protocolIds' })
  const { field } = bound
  return (
    <Autocomplete
      multiple
      options={[...protocols]}
      value={protocols.filter(({ id }) => field.value.includes(id))}
      getOptionLabel={({ name, species }) => `${species.name}: ${name}`}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onChange={(_event, chosen) => field.onChange(chosen.map(({ id }) => id))}
      renderInput={(input) => (
        <TextField {...input} label={labels.protocolIds} required {...shownBy(bound)} />
      )}
    />
  )
}
