import Autocomplete from '@mui/material/Autocomplete'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import type { VaccinationRoute } from '../../gql/types'
import { useFields, wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { useIdempotencyKey } from '../../ui/idempotency'
import { useSaving } from './useSaving'
import { routes } from './vaccinationWords'
import {
  useSaveVaccineProductMutation,
  type Product_productFragment,
  type Protocol_protocolFragment,
} from './vaccinations.gen'

interface Props {
  product: Product_productFragment | null
  protocols: readonly Protocol_protocolFragment[]
  onClose: () => void
}

const shown = ['name', 'maker', 'protocolIds', 'dose', 'licensedMonths']

export function ProductDialog({ product, protocols, onClose }: Props) {
  const { headersFor, done } = useIdempotencyKey()
  const { problem, error, save } = useSaving(shown)
  const { values, set, text } = useFields({
    name: product?.name ?? '',
    maker: product?.maker ?? '',
    protocolIds: product?.protocols.map(({ id }) => id) ?? [],
    route: product?.route ?? ('SUBCUTANEOUS' as VaccinationRoute),
    dose: product?.dose ?? '1 ml',
    licensedMonths: product?.licensedMonths?.toString() ?? '',
    retired: Boolean(product?.retiredAt),
  })
  const [saveProduct, { loading }] = useSaveVaccineProductMutation()
  const submit = () =>
    save(async () => {
      const input = {
        ...values,
        id: product?.id,
        version: product?.version,
        licensedMonths: values.licensedMonths === '' ? null : Number(values.licensedMonths),
      }
      await saveProduct({ variables: { input }, context: headersFor(input) })
      done()
      onClose()
    })
  return (
    <FormDialog
      title={product ? `Edit ${product.name}` : 'New vaccine'}
      open
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel="Save"
      busy={loading}
      disabled={values.name.trim() === '' || values.maker.trim() === '' || values.protocolIds.length === 0}
      error={error}
    >
      <TextField label="Name" required autoFocus {...text('name')} {...wrong(problem, 'name')} />
      <TextField label="Manufacturer" required {...text('maker')} {...wrong(problem, 'maker')} />
      <Autocomplete
        multiple
        options={[...protocols]}
        value={protocols.filter(({ id }) => values.protocolIds.includes(id))}
        getOptionLabel={({ name, species }) => `${species.name}: ${name}`}
        isOptionEqualToValue={(one, other) => one.id === other.id}
        onChange={(_event, chosen) =>
          set(
            'protocolIds',
            chosen.map(({ id }) => id),
          )
        }
        renderInput={(input) => (
          <TextField {...input} label="Against" required {...wrong(problem, 'protocolIds')} />
        )}
      />
      <TextField
        select
        label="Route"
        value={values.route}
        onChange={(event) => set('route', event.target.value as VaccinationRoute)}
      >
        {Object.entries(routes).map(([value, label]) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <TextField label="Dose" required {...text('dose')} {...wrong(problem, 'dose')} />
      <TextField
        label="Protects by its label, in months"
        {...text('licensedMonths')}
        {...wrong(problem, 'licensedMonths')}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
      {product && (
        <FormControlLabel
          control={<Switch checked={values.retired} onChange={(_event, on) => set('retired', on)} />}
          label="No longer used"
        />
      )}
    </FormDialog>
  )
}
