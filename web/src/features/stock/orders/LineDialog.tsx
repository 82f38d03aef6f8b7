import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useController, useFormContext } from 'react-hook-form'
import { amountFrom, amountText } from '../../../ui/amount'
import { lacking, shownBy } from '../../../ui/fields'
import type { MoneyValue } from '../../../ui/format'
import { chooseWhen } from '../../../ui/pickers'
import { Field, Pair, SaveDialog } from '../../../ui/SaveDialog'
import { useDebounced } from '../../../ui/useDebounced'
import { useSave } from '../../../ui/useSave'
import { quantityText, unitText } from '../quantity'
import {
  type Order_orderFragment,
  type OrderLine_lineFragment,
  useOrderableItemsQuery,
  useUpdatePurchaseOrderMutation,
} from './orders.gen'

const labels = { entry: 'Item', packs: 'Packs', price: 'Price of a pack' }

interface Entry {
  id: string
  name: string
  unit: string
  articleNumber: string
  packSize: number
  price: MoneyValue
}

interface Values {
  entry: Entry | null
  packs: string
  price: string
}

const packsFrom = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0)

/** The lines of an order as they are saved again. */
export const lineInputs = (lines: readonly OrderLine_lineFragment[]) =>
  lines.map(({ supplierItem, packs, price }) => ({ supplierItemId: supplierItem.id, packs, price }))

interface Props {
  order: Order_orderFragment
  /** The line that is changed; null for a new one. */
  line: OrderLine_lineFragment | null
  onClose: () => void
}

/** Adds a line to a draft or changes one. */
export function LineDialog({ order, line, onClose }: Props) {
  const { currency } = order.total
  const [update] = useUpdatePurchaseOrderMutation()
  const form = useSave<Values>({
    labels,
    start: line
      ? {
          entry: { ...line, ...line.item, id: line.supplierItem.id, name: line.description },
          packs: String(line.packs),
          price: amountText(line.price),
        }
      : { entry: null, packs: '1', price: '' },
    check: ({ entry, packs, price }) => {
      if (!entry) return lacking('entry', 'Item is needed.')
      if (packsFrom(packs) < 1) return lacking('packs', 'A whole number above zero.')
      return amountFrom(price, currency) === null ? lacking('price', 'An amount of money.') : null
    },
    save: async ({ entry, packs, price }) => {
      const changed = {
        supplierItemId: entry?.id ?? '',
        packs: packsFrom(packs),
        price: amountFrom(price, currency),
      }
      const lines = line
        ? order.lines.map((each) => (each.id === line.id ? changed : lineInputs([each])[0]!))
        : [...lineInputs(order.lines), changed]
      await update({ variables: { input: { id: order.id, version: order.version, lines } } })
      onClose()
    },
  })
  const { entry } = form.fields.watch()
  return (
    <SaveDialog
      form={form}
      title={line ? `Change ${line.description}` : `Add to the order to ${order.supplier.name}`}
      submitLabel={line ? 'Save' : 'Add line'}
      onClose={onClose}
      width="sm"
    >
      {!line && <EntryPicker supplierId={order.supplier.id} />}
      <Pair>
        <Field<Values>
          name="packs"
          required
          autoFocus={line !== null}
          helperText={
            entry
              ? `A pack has ${quantityText(entry.packSize)} ${unitText(entry.unit, entry.packSize)}.`
              : ' '
          }
          slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
        />
        <Field<Values>
          name="price"
          required
          helperText={`In ${currency}, without tax.`}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
      </Pair>
    </SaveDialog>
  )
}

/** What the supplier sells, found by the item’s name, SKU or barcode. */
function EntryPicker({ supplierId }: { supplierId: string }) {
  const [typed, setTyped] = useState('')
  const { setValue } = useFormContext<Values>()
  const bound = useController({ name: 'entry' })
  const text = typed.trim()
  const search = useDebounced(text, 150)
  const { data, previousData, loading } = useOrderableItemsQuery(
    search === '' ? skipToken : { variables: { search } },
  )
  const options: Entry[] = ((data ?? previousData)?.inventoryItems.nodes ?? []).flatMap((item) =>
    item.suppliers
      .filter(({ supplier }) => supplier.id === supplierId)
      .map(({ id, articleNumber, packSize, price }) => ({
        id,
        name: item.name,
        unit: item.unit,
        articleNumber,
        packSize,
        price,
      })),
  )
  return (
    <Autocomplete<Entry>
      options={options}
      filterOptions={(all) => all}
      getOptionLabel={({ name, articleNumber }) => `${name} (${articleNumber})`}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={bound.field.value as Entry | null}
      onChange={(_event, entry) => {
        bound.field.onChange(entry)
        if (entry) setValue('price', amountText(entry.price))
      }}
      onInputChange={(_event, input) => setTyped(input)}
      onKeyDown={chooseWhen(data !== undefined && text === search)}
      loading={loading}
      autoHighlight
      noOptionsText={search === '' ? 'Type its name or scan it' : 'Not in the catalogue of this supplier'}
      renderInput={(input) => (
        <TextField {...input} label={labels.entry} required autoFocus {...shownBy(bound)} />
      )}
    />
  )
}
