import { SearchPicker } from '../../ui/SearchPicker'
import { usePrescribedItemPickerQuery } from './prescriptions.gen'

/** Finds a medicine of the inventory while typing; none is a choice too. */
export const ItemPicker = ({ name, label }: { name: string; label: string }) => (
  <SearchPicker
    {...{ name, label, useSearch: usePrescribedItemPickerQuery }}
    foundIn={(data) => data.inventoryItems.nodes}
    before="Type a name or an SKU"
    none="Nothing like it in stock"
  />
)
