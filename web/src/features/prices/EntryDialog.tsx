import MenuItem from '@mui/material/MenuItem'
import type { ActKind, InvoiceItemKind, TaxClass } from '../../gql/types'
import { Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  type PriceListRow_serviceFragment,
  useCreateServiceMutation,
  useUpdateServiceMutation,
} from './prices.gen'
import { kindOptions, taxOptions } from './priceWords'
import { ProductPicker } from './ProductPicker'

const labels = {
  name: 'Name',
  code: 'Code',
  kind: 'Kind',
  taxClass: 'Tax',
  chargesFor: 'Charged by itself for',
  productId: 'Charges for the vaccine or item',
}

interface Values {
  name: string
  code: string
  kind: InvoiceItemKind
  taxClass: TaxClass
  chargesFor: ActKind | ''
  productId: string
}

function NameFields() {
  return (
    <>
      <Field<Values> name="name" required autoFocus helperText="As it is printed on the invoice." />
      <Field<Values> name="code" helperText="A short code to find it by." />
    </>
  )
}

const TaxField = () => (
  <Field<Values> name="taxClass" select>
    {taxOptions.map(([value, label]) => (
      <MenuItem key={value} value={value}>
        {label}
      </MenuItem>
    ))}
  </Field>
)

const ChargesField = () => (
  <Field<Values>
    name="chargesFor"
    select
    slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    helperText="What the hospital does adds this entry to the invoice."
  >
    <MenuItem value="">Nothing</MenuItem>
    <MenuItem value="VACCINATION">Each vaccination</MenuItem>
    <MenuItem value="PRESCRIPTION">Each prescription</MenuItem>
    <MenuItem value="STAY">Each night of a hospital stay</MenuItem>
  </Field>
)

/** What is empty in the form charges for nothing. */
const idsOf = ({ chargesFor, productId }: Pick<Values, 'chargesFor' | 'productId'>) => ({
  chargesFor: chargesFor || null,
  productId: productId || null,
})

export function NewEntryDialog({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const [create] = useCreateServiceMutation({
    update: (cache) => void cache.evict({ fieldName: 'services' }),
  })
  const form = useSave<Values>({
    labels,
    start: { name: '', code: '', kind: 'SERVICE', taxClass: 'STANDARD', chargesFor: '', productId: '' },
    save: async (values, { headersFor }) => {
      const input = { ...values, ...idsOf(values) }
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `${input.name.trim()} is in the price list; set its price next.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="New entry" submitLabel="Add" onClose={onClose} width="xs">
      <NameFields />
      <Pair>
        <Field<Values> name="kind" select>
          {kindOptions.map(([value, label]) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          ))}
        </Field>
        <TaxField />
      </Pair>
      <ChargesField />
      <ProductPicker name="productId" label={labels.productId} />
    </SaveDialog>
  )
}

interface Props {
  entry: PriceListRow_serviceFragment
  latest: () => Promise<PriceListRow_serviceFragment | null>
  onClose: () => void
}

export function EditEntryDialog({ entry, latest, onClose }: Props) {
  const [update] = useUpdateServiceMutation()
  const form = useSave<Omit<Values, 'kind'>, PriceListRow_serviceFragment>({
    labels,
    thing: entry,
    valuesOf: ({ name, code, taxClass, chargesFor, productId }) => ({
      name,
      code: code ?? '',
      taxClass,
      chargesFor: chargesFor ?? '',
      productId: productId ?? '',
    }),
    latest,
    save: async (values, { version }) => {
      const input = { id: entry.id, version, ...values, ...idsOf(values) }
      await update({ variables: { input } })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${entry.name}`} submitLabel="Save" onClose={onClose} width="xs">
      <NameFields />
      <TaxField />
      <ChargesField />
      <ProductPicker name="productId" label={labels.productId} />
    </SaveDialog>
  )
}
