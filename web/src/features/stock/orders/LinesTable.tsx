import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { formatDay, formatMoney } from '../../../ui/format'
import { Money } from '../../../ui/Money'
import { quantityText, unitText } from '../quantity'
import type { OrderLine_lineFragment } from './orders.gen'

type Line = OrderLine_lineFragment

/** What arrived, with lot and what it cost where that is not the price of the order. */
function receiptText({ price, packSize }: Line, receipt: Line['receipts'][number]): string {
  const { quantity, cost, lotNumber, expiresOn, overReason } = receipt
  const isDearer = cost.amount !== Math.round((price.amount * quantity) / packSize)
  return [
    quantityText(quantity),
    `lot ${lotNumber ?? 'unknown'}`,
    expiresOn && `expires ${formatDay(expiresOn)}`,
    isDearer && `cost ${formatMoney(cost)}`,
    overReason,
  ]
    .filter(Boolean)
    .join(', ')
}

interface Props {
  lines: readonly Line[]
  /** Null where it cannot be done. */
  onChange: ((line: Line) => void) | null
  onRemove: ((line: Line) => void) | null
  onReceive: ((line: Line) => void) | null
}

/** The lines of an order with what has arrived of each. */
export function LinesTable({ lines, onChange, onRemove, onReceive }: Props) {
  const columns: Column<Line>[] = [
    {
      key: 'item',
      label: 'Item',
      width: '38%',
      render: (line) => (
        <Box component="span" sx={{ display: 'block' }}>
          <Link component={RouterLink} to={`/stock/${line.item.id}`} color="inherit" sx={{ fontWeight: 600 }}>
            {line.description}
          </Link>
          {line.receipts.map((receipt) => (
            <Box
              key={receipt.id}
              component="span"
              className="tabular"
              sx={{ display: 'block', color: 'text.secondary', fontSize: '0.8125rem', fontWeight: 400 }}
            >
              {receiptText(line, receipt)}
            </Box>
          ))}
        </Box>
      ),
    },
    { key: 'article', label: 'Article number', render: ({ articleNumber }) => articleNumber },
    {
      key: 'packs',
      label: 'Packs',
      align: 'right',
      render: ({ packs, packSize, item }) => (
        <span className="tabular">
          {packs} × {quantityText(packSize)} {unitText(item.unit, packSize)}
        </span>
      ),
    },
    { key: 'price', label: 'Price', align: 'right', render: ({ price }) => <Money value={price} /> },
    {
      key: 'received',
      label: 'Arrived',
      align: 'right',
      render: ({ received, ordered }) => (
        <Box
          component="span"
          className="tabular"
          sx={{ color: received >= ordered ? 'success.main' : 'text.primary' }}
        >
          {quantityText(received)} of {quantityText(ordered)}
        </Box>
      ),
    },
  ]
  if (onChange || onReceive)
    columns.push({
      key: 'change',
      label: 'Change',
      align: 'right',
      phone: 'end',
      render: (line) => (
        <Box component="span" sx={{ display: 'inline-flex', gap: 0.75 }}>
          {onChange && (
            <Button
              size="small"
              variant="outlined"
              aria-label={`Change ${line.description}`}
              onClick={() => onChange(line)}
            >
              Edit
            </Button>
          )}
          {onRemove && (
            <Button
              size="small"
              color="inherit"
              aria-label={`Remove ${line.description}`}
              onClick={() => onRemove(line)}
            >
              Remove
            </Button>
          )}
          {onReceive && (
            <Button
              size="small"
              variant={line.received < line.ordered ? 'contained' : 'outlined'}
              aria-label={`Receive ${line.description}`}
              onClick={() => onReceive(line)}
            >
              Receive
            </Button>
          )}
        </Box>
      ),
    })
  return (
    <DataTable
      label="Lines"
      rows={lines}
      rowKey={({ id }) => id}
      columns={columns}
      empty={<EmptyState title="Nothing is ordered yet">Add what the supplier is to deliver.</EmptyState>}
    />
  )
}
