import MenuItem from '@mui/material/MenuItem'
import type { InvoiceItemKind, TaxClass } from '../../gql/types'
import { Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  type PriceListRow_serviceFragment,
  useCreateServiceMutation,
  useUpdateServiceMutation,
} from './prices.gen'
import { kindOptions, taxOptions } from './priceWords'

const labels = { name: 'Name', code: 'Code', kind: 'Kind', taxClass: 'Tax' }

interface Values {
  name: string
  code: string
  kind: InvoiceItemKind
  taxClass: TaxClass
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

export function NewEntryDialog({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const [create] = useCreateServiceMutation({
    update: (cache) => void cache.evict({ fieldName: 'services' }),
  })
  const form = useSave<Values>({
    labels,
    start: { name: '', code: '', kind: 'SERVICE', taxClass: 'STANDARD' },
    save: async (input, { headersFor }) => {
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
    valuesOf: ({ name, code, taxClass }) => ({ name, code: code ?? '', taxClass }),
    latest,
    save: async (values, { version }) => {
      await update({ variables: { input: { id: entry.id, version, ...values } } })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${entry.name}`} submitLabel="Save" onClose={onClose} width="xs">
      <NameFields />
      <TaxField />
    </SaveDialog>
  )
}
