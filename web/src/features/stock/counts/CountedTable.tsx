import Box from '@mui/material/Box'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { formatDay } from '../../../ui/format'
import { Tag } from '../../../ui/Tag'
import { When } from '../../../ui/When'
import { quantityText, unitText } from '../quantity'
import type { StocktakeLine_lineFragment } from './counts.gen'

type Row = StocktakeLine_lineFragment

/** The lot of a line, as it is read on the pack. */
export function LotOf({ line: { lotNumber, expiresOn, expired, found } }: { line: Row }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 0.75, alignItems: 'center' }}>
      <span>
        {lotNumber ? `Lot ${lotNumber}` : 'Unknown lot'}
        {expiresOn && `, ${expired ? 'expired' : 'expires'} ${formatDay(expiresOn, 'dated')}`}
      </span>
      {expired && <Tag tone="bad">Expired</Tag>}
      {found && <Tag tone="info">Found</Tag>}
    </Box>
  )
}

export const quantityIn = (quantity: number, { item }: Row) =>
  `${quantityText(quantity)} ${unitText(item.unit, quantity)}`

export const itemColumn: Column<Row> = {
  key: 'item',
  label: 'Item',
  render: (line) => (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ fontWeight: 600 }}>{line.item.name}</Box>
      <Box sx={{ fontWeight: 400, fontSize: '0.8125rem', color: 'text.secondary' }}>
        <LotOf line={line} />
      </Box>
    </Box>
  ),
}

const columns: Column<Row>[] = [
  itemColumn,
  {
    key: 'counted',
    label: 'Counted',
    align: 'right',
    phone: 'end',
    width: 160,
    render: (line) => (
      <span className="tabular">
        {line.counted === null ? 'Not counted' : quantityIn(line.counted, line)}
      </span>
    ),
  },
  { key: 'by', label: 'By', width: 180, render: ({ countedBy }) => countedBy?.name ?? '–' },
  {
    key: 'at',
    label: 'At',
    width: 200,
    phone: 'hidden',
    render: ({ countedAt }) => (countedAt ? <When at={countedAt} /> : '–'),
  },
]

/** What was counted, without what the stock should be. */
export function CountedTable({ lines }: { lines: readonly Row[] }) {
  return (
    <DataTable
      label="Counts"
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
      empty={<EmptyState title="The sheet is empty">Nothing is kept here.</EmptyState>}
    />
  )
}
