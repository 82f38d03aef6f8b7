import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router'
import { type Column, DataTable } from '../../ui/DataTable'
import { EmptyState } from '../../ui/EmptyState'
import { formatDay } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { quantityText, unitText } from './quantity'
import type { StockLot_lotFragment } from './stock.gen'

export function Expiry({ lot: { expiresOn, expired } }: { lot: StockLot_lotFragment }) {
  if (expiresOn === null) return <Tag tone="warn">Unknown</Tag>
  return (
    <>
      {formatDay(expiresOn)} {expired && <Tag tone="bad">Expired</Tag>}
    </>
  )
}

const lotName = ({ number }: { number: string | null }) => number ?? 'Unknown lot'

/** The number of a lot, which leads to who was given it. */
export const LotLink = ({ lot }: { lot: { id: string; number: string | null } }) => (
  <Link component={RouterLink} to={`/stock/recall/${lot.id}`} title="Who was given it">
    {lotName(lot)}
  </Link>
)

interface Props {
  lots: readonly StockLot_lotFragment[]
  unit: string
  /** Null for those who may not correct stock. */
  onAdjust: ((lot: StockLot_lotFragment) => void) | null
  /** Null for those who may not send stock away. */
  onSend?: ((lot: StockLot_lotFragment) => void) | null
  /** Whether each lot leads to who was given it. */
  recallable?: boolean
}

/** The lots of an item in the order in which they are used. */
export function LotsTable({ lots, unit, onAdjust, onSend = null, recallable = false }: Props) {
  const columns: Column<StockLot_lotFragment>[] = [
    {
      key: 'number',
      label: 'Lot',
      render: (lot) => (recallable ? <LotLink lot={lot} /> : lotName(lot)),
    },
    { key: 'expires', label: 'Expires', render: (lot) => <Expiry lot={lot} /> },
    {
      key: 'location',
      label: 'Location',
      render: ({ location }) => location?.name ?? <Unavailable what="Location" />,
    },
    {
      key: 'value',
      label: 'Value',
      align: 'right',
      render: ({ value }) => (value ? <Money value={value} /> : '–'),
    },
    {
      key: 'onHand',
      label: 'On hand',
      align: 'right',
      render: ({ onHand, inTransit }) => (
        <span className="tabular">
          {quantityText(onHand)} {unitText(unit, onHand)}
          {inTransit > 0 && `, ${quantityText(inTransit)} in transit`}
        </span>
      ),
    },
  ]
  if (onAdjust || onSend)
    columns.push({
      key: 'adjust',
      label: 'Change',
      align: 'right',
      phone: 'end',
      width: onSend ? 170 : 90,
      render: (lot) => (
        <Box sx={{ display: 'inline-flex', gap: 1 }}>
          {onSend && lot.onHand > 0 && (
            <Button
              size="small"
              variant="outlined"
              aria-label={`Send of lot ${lot.number ?? 'unknown'}`}
              onClick={() => onSend(lot)}
            >
              Send
            </Button>
          )}
          {onAdjust && (
            <Button
              size="small"
              variant="outlined"
              aria-label={`Adjust lot ${lot.number ?? 'unknown'}`}
              onClick={() => onAdjust(lot)}
            >
              Adjust
            </Button>
          )}
        </Box>
      ),
    })
  return (
    <DataTable
      label="Lots"
      rows={lots}
      rowKey={({ id }) => id}
      columns={columns}
      empty={<EmptyState title="Nothing is left">Every lot is used up.</EmptyState>}
    />
  )
}
