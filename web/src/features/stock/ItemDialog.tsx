import MenuItem from '@mui/material/MenuItem'
import type { InventoryCategory, MedicineForm } from '../../gql/types'
import { lacking } from '../../ui/fields'
import { Field, Pair, SaveDialog, SwitchField } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { parseQuantity, quantityText } from './quantity'
import {
  type StockItem_itemFragment,
  useCreateInventoryItemMutation,
  useUpdateInventoryItemMutation,
} from './stock.gen'
import { type NamedSubstance, SubstancesField } from './SubstancesField'
import { categories, forms, options } from './words'

const labels = {
  name: 'Name',
  sku: 'SKU',
  category: 'Category',
  unit: 'Dispensing unit',
  stockUnit: 'Stock unit',
  unitsPerStockUnit: 'Contains',
  buyingUnit: 'Buying unit',
  unitsPerBuyingUnit: 'Contains',
  reorderLevel: 'Reorder level',
  form: 'Form',
  activeSubstances: 'Active substances',
  barcodes: 'Barcodes (GTIN)',
  controlled: 'Controlled drug',
  schedule: 'Schedule',
}

interface Values {
  name: string
  sku: string
  category: InventoryCategory
  unit: string
  stockUnit: string
  unitsPerStockUnit: string
  buyingUnit: string
  unitsPerBuyingUnit: string
  reorderLevel: string
  form: MedicineForm | ''
  activeSubstances: NamedSubstance[]
  barcodes: string
  controlled: boolean
  schedule: string
}

const empty: Values = {
  name: '',
  sku: '',
  category: 'MEDICATION',
  unit: '',
  stockUnit: '',
  unitsPerStockUnit: '',
  buyingUnit: '',
  unitsPerBuyingUnit: '',
  reorderLevel: '0',
  form: '',
  activeSubstances: [],
  barcodes: '',
  controlled: false,
  schedule: '',
}

const numberOrNothing = (quantity: number | null) => (quantity === null ? '' : quantityText(quantity))

const valuesOf = (item: StockItem_itemFragment): Values => ({
  name: item.name,
  sku: item.sku,
  category: item.category,
  unit: item.unit,
  stockUnit: item.stockUnit ?? '',
  unitsPerStockUnit: numberOrNothing(item.unitsPerStockUnit),
  buyingUnit: item.buyingUnit ?? '',
  unitsPerBuyingUnit: numberOrNothing(item.unitsPerBuyingUnit),
  reorderLevel: quantityText(item.reorderLevel),
  form: item.form ?? '',
  activeSubstances: item.activeSubstances.flatMap(({ substance, strength }) =>
    substance ? { id: substance.id, name: substance.name, strength } : [],
  ),
  barcodes: item.barcodes.join(', '),
  controlled: item.controlled,
  schedule: item.schedule ?? '',
})

const codesIn = (text: string) => text.split(/[\s,;]+/).filter((code) => code !== '')

function inputOf({ form, activeSubstances, barcodes, reorderLevel, ...values }: Values) {
  const medicine = values.category === 'MEDICATION'
  return {
    ...values,
    stockUnit: values.stockUnit.trim() || null,
    unitsPerStockUnit: parseQuantity(values.unitsPerStockUnit),
    buyingUnit: values.buyingUnit.trim() || null,
    unitsPerBuyingUnit: parseQuantity(values.unitsPerBuyingUnit),
    reorderLevel: parseQuantity(reorderLevel) ?? 0,
    form: medicine && form !== '' ? form : null,
    activeSubstances: medicine
      ? activeSubstances.map(({ id, strength }) => ({ substanceId: id, strength }))
      : [],
    barcodes: codesIn(barcodes),
    schedule: (values.controlled && values.schedule.trim()) || null,
  }
}

/** Numbers that are none are said at their field before anything is sent. */
function check(values: Values) {
  for (const field of ['unitsPerStockUnit', 'unitsPerBuyingUnit'] as const)
    if (values[field].trim() !== '' && parseQuantity(values[field]) === null)
      return lacking(field, 'A number above zero, to three decimals.')
  const level = values.reorderLevel.trim()
  return level !== '' && Number(level) !== 0 && parseQuantity(level) === null
    ? lacking('reorderLevel', 'A number, to three decimals.')
    : null
}

const show = (field: keyof Values, values: Values): string =>
  field === 'activeSubstances'
    ? values.activeSubstances.map(({ name, strength }) => `${name} ${strength}`).join(', ')
    : String(values[field])

function ItemFields({ values }: { values: Values }) {
  const unit = values.unit.trim() || 'dispensing units'
  return (
    <>
      <Field<Values> name="name" required autoFocus helperText="With strength and form." />
      <Pair>
        <Field<Values> name="sku" required />
        <Field<Values> name="category" select>
          {options(categories).map(([value, label]) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          ))}
        </Field>
        <Field<Values> name="unit" required placeholder="tablet" helperText="All stock is counted in it." />
        <Field<Values> name="reorderLevel" helperText={`Low at this many ${unit} or fewer.`} />
        <Field<Values> name="stockUnit" placeholder="bottle" helperText="How it stands on the shelf." />
        <Field<Values> name="unitsPerStockUnit" helperText={`In ${unit}.`} />
        <Field<Values> name="buyingUnit" placeholder="box" helperText="How it is bought." />
        <Field<Values> name="unitsPerBuyingUnit" label="Contains" helperText={`In ${unit}.`} />
      </Pair>
      {values.category === 'MEDICATION' && (
        <>
          <Field<Values>
            name="form"
            select
            slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
          >
            <MenuItem value="">Not recorded</MenuItem>
            {options(forms).map(([value, label]) => (
              <MenuItem key={value} value={value}>
                {label}
              </MenuItem>
            ))}
          </Field>
          <SubstancesField name="activeSubstances" label={labels.activeSubstances} />
        </>
      )}
      <Field<Values> name="barcodes" helperText="Scan or type; several with a comma between." />
      <SwitchField<Values> name="controlled" />
      {values.controlled && (
        <Field<Values>
          name="schedule"
          placeholder="Schedule 2"
          helperText="Its schedule or class by the law of your country."
        />
      )}
    </>
  )
}

export function NewItemDialog({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const [create] = useCreateInventoryItemMutation({
    update: (cache) => void cache.evict({ fieldName: 'inventoryItems' }),
  })
  const form = useSave<Values>({
    labels,
    start: empty,
    check,
    save: async (values, { headersFor }) => {
      const input = inputOf(values)
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `${input.name.trim()} is in the list.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="New item" submitLabel="Add item" onClose={onClose} width="sm">
      <ItemFields values={form.fields.watch()} />
    </SaveDialog>
  )
}

interface Props {
  item: StockItem_itemFragment
  latest: () => Promise<StockItem_itemFragment | null>
  onClose: () => void
}

export function EditItemDialog({ item, latest, onClose }: Props) {
  const [update] = useUpdateInventoryItemMutation()
  const form = useSave<Values, StockItem_itemFragment>({
    labels,
    thing: item,
    valuesOf,
    latest,
    show,
    check,
    save: async (values, { version }) => {
      await update({ variables: { input: { id: item.id, version, ...inputOf(values) } } })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={`Edit ${item.name}`} submitLabel="Save" onClose={onClose} width="sm">
      <ItemFields values={form.fields.watch()} />
    </SaveDialog>
  )
}
