import { amountFrom, amountText } from '../../../ui/amount'
import { lacking } from '../../../ui/fields'
import { Field, Pair, SaveDialog, SwitchField } from '../../../ui/SaveDialog'
import { useToast } from '../../../ui/toasts'
import { useSave } from '../../../ui/useSave'
import { daysFrom, parseQuantity, quantityText, unitText } from '../quantity'
import { type FoundItem, ItemPicker } from './ItemPicker'
import {
  type CatalogueEntry_supplierItemFragment,
  type Supplier_supplierFragment,
  useCreateSupplierItemMutation,
  useUpdateSupplierItemMutation,
} from './suppliers.gen'

const labels = {
  item: 'Item',
  articleNumber: 'Article number',
  packSize: 'A pack contains',
  price: 'Price of a pack',
  leadDays: 'Delivers within (days)',
  preferred: 'Preferred for this item',
  active: 'Can be ordered',
}

interface Values {
  item: FoundItem | null
  articleNumber: string
  packSize: string
  price: string
  leadDays: string
  preferred: boolean
  active: boolean
}

const check =
  (currency: string) =>
  ({ item, packSize, price, leadDays }: Values) => {
    if (!item) return lacking('item', 'Item is needed.')
    if (parseQuantity(packSize) === null)
      return lacking('packSize', 'A number above zero, to three decimals.')
    if (amountFrom(price, currency) === null) return lacking('price', 'An amount of money.')
    return leadDays.trim() !== '' && daysFrom(leadDays) === null
      ? lacking('leadDays', 'Whole days, 0 to 365.')
      : null
  }

const inputOf = ({ articleNumber, packSize, price, leadDays, preferred }: Values, currency: string) => ({
  articleNumber,
  packSize: parseQuantity(packSize) ?? 0,
  price: amountFrom(price, currency) ?? { amount: 0, currency },
  leadDays: daysFrom(leadDays),
  preferred,
})

interface FieldsProps {
  supplier: Supplier_supplierFragment
  item: FoundItem | null
  isNew: boolean
}

function EntryFields({ supplier, item, isNew }: FieldsProps) {
  return (
    <>
      {isNew && <ItemPicker name="item" label={labels.item} />}
      <Pair>
        <Field<Values>
          name="articleNumber"
          required
          helperText="As the supplier calls it."
          autoFocus={!isNew}
        />
        <Field<Values>
          name="packSize"
          required
          helperText={item ? `In ${unitText(item.unit, 2)}.` : 'In the unit of the item.'}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
        <Field<Values>
          name="price"
          required
          helperText={`In ${supplier.currency}, without tax.`}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
        <Field<Values>
          name="leadDays"
          helperText={`Empty: ${supplier.leadDays}, as for all it sells.`}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
      </Pair>
      <SwitchField<Values> name="preferred" />
      {!isNew && <SwitchField<Values> name="active" />}
    </>
  )
}

interface NewProps {
  supplier: Supplier_supplierFragment
  onAdded: () => void
  onClose: () => void
}

export function NewEntryDialog({ supplier, onAdded, onClose }: NewProps) {
  const toast = useToast()
  const [create] = useCreateSupplierItemMutation()
  const form = useSave<Values>({
    labels,
    start: {
      item: null,
      articleNumber: '',
      packSize: '',
      price: '',
      leadDays: '',
      preferred: false,
      active: true,
    },
    check: check(supplier.currency),
    save: async (values, { headersFor }) => {
      const input = {
        supplierId: supplier.id,
        itemId: values.item?.id ?? '',
        ...inputOf(values, supplier.currency),
      }
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `${values.item?.name ?? 'The item'} can be ordered at ${supplier.name}.` })
      onAdded()
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`What ${supplier.name} sells`}
      submitLabel="Add to catalogue"
      onClose={onClose}
      width="sm"
    >
      <EntryFields supplier={supplier} item={form.fields.watch('item')} isNew />
    </SaveDialog>
  )
}

interface EditProps {
  supplier: Supplier_supplierFragment
  entry: CatalogueEntry_supplierItemFragment
  latest: () => Promise<CatalogueEntry_supplierItemFragment | null>
  onClose: () => void
}

export function EditEntryDialog({ supplier, entry, latest, onClose }: EditProps) {
  const [update] = useUpdateSupplierItemMutation()
  const form = useSave<Values, CatalogueEntry_supplierItemFragment>({
    labels,
    thing: entry,
    valuesOf: ({ item, articleNumber, packSize, price, leadDays, preferred, active }) => ({
      item,
      articleNumber,
      packSize: quantityText(packSize),
      price: amountText(price),
      leadDays: leadDays === supplier.leadDays ? '' : String(leadDays),
      preferred,
      active,
    }),
    latest,
    show: (field, values) => (field === 'item' ? (values.item?.name ?? '') : String(values[field])),
    check: check(supplier.currency),
    save: async (values, { version }) => {
      const input = {
        id: entry.id,
        version,
        ...inputOf(values, supplier.currency),
        active: values.active,
      }
      await update({ variables: { input } })
      await latest()
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${entry.item.name}`} submitLabel="Save" onClose={onClose} width="sm">
      <EntryFields supplier={supplier} item={entry.item} isNew={false} />
    </SaveDialog>
  )
}
