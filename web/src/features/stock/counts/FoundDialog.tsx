import { lacking } from '../../../ui/fields'
import { DateField, Field, SaveDialog } from '../../../ui/SaveDialog'
import { useSave } from '../../../ui/useSave'
import { type FoundItem, ItemPicker } from '../suppliers/ItemPicker'
import { type StocktakeLine_lineFragment, useAddStocktakeLineMutation } from './counts.gen'

interface Values {
  itemId: FoundItem | null
  lotNumber: string
  expiresOn: string
}

interface Props {
  stocktakeId: string
  onFound: (line: StocktakeLine_lineFragment) => void
  onClose: () => void
}

/** Puts on the sheet what lies on the shelf and does not stand there. */
export function FoundDialog({ stocktakeId, onFound, onClose }: Props) {
  const [add] = useAddStocktakeLineMutation()
  const form = useSave<Values>({
    labels: { itemId: 'Item', lotNumber: 'Lot number', expiresOn: 'Expires on' },
    start: { itemId: null, lotNumber: '', expiresOn: '' },
    check: ({ itemId }) => (itemId ? null : lacking('itemId', 'Choose an item.')),
    save: async ({ itemId, lotNumber, expiresOn }) => {
      const input = {
        stocktakeId,
        itemId: itemId?.id ?? '',
        lotNumber: lotNumber.trim() || null,
        expiresOn: expiresOn || null,
      }
      const { data } = await add({ variables: { input } })
      if (data) onFound(data.addStocktakeLine)
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="Not on the sheet" submitLabel="Add to sheet" onClose={onClose} width="xs">
      <ItemPicker name="itemId" label="Item" />
      <Field<Values> name="lotNumber" helperText="Empty if it is unknown." />
      <DateField<Values>
        name="expiresOn"
        helperText="As it is printed, also if it is over; empty if unknown."
      />
    </SaveDialog>
  )
}
