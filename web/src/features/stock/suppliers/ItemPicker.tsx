import { SearchPicker } from '../../../ui/SearchPicker'
import { useCatalogueItemsQuery } from './suppliers.gen'

export interface FoundItem {
  id: string
  name: string
  unit: string
}

/** An item in use, found by its name, SKU or barcode. */
export const ItemPicker = ({ name, label }: { name: string; label: string }) => (
  <SearchPicker
    {...{ name, label, useSearch: useCatalogueItemsQuery, required: true, autoFocus: true }}
    foundIn={(data) => data.inventoryItems.nodes}
    before="Type its name or scan it"
    none="No such item in stock"
  />
)
