import { DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { packedText, quantityText, unitText } from './quantity'
import type { StockItem_itemFragment } from './stock.gen'

/** How much of an item each location has. */
export function LevelsTable({ item }: { item: StockItem_itemFragment }) {
  return (
    <DataTable
      label="On hand"
      rows={item.stock}
      rowKey={(level) => level.location?.id ?? String(item.stock.indexOf(level))}
      columns={[
        {
          key: 'location',
          label: 'Location',
          render: ({ location }) => location?.name ?? <Unavailable what="Location" />,
        },
        {
          key: 'state',
          label: 'State',
          render: ({ low, negative }) =>
            negative ? <Tag tone="warn">Count it</Tag> : low && <Tag tone="bad">Low</Tag>,
        },
        {
          key: 'packed',
          label: 'As it stands on the shelf',
          render: ({ onHand }) => packedText(item, onHand),
        },
        {
          key: 'onHand',
          label: 'On hand',
          align: 'right',
          phone: 'end',
          render: ({ onHand }) => (
            <span className="tabular">
              {quantityText(onHand)} {unitText(item.unit, onHand)}
            </span>
          ),
        },
      ]}
      empty={<EmptyState title="Never in stock yet">A delivery or a count puts it here.</EmptyState>}
    />
  )
}
