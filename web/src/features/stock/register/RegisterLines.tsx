import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { Tag } from '../../../ui/Tag'
import { When } from '../../../ui/When'
import { plusQuantity, quantityText } from '../quantity'
import { movements } from '../words'
import type { Register_lineFragment } from './register.gen'

type Line = Register_lineFragment

function whatOf({ corrects, counted, balance, movementKind }: Line): ReactNode {
  if (corrects) return `Correction of line ${corrects.number}`
  if (counted !== null) {
    const difference = plusQuantity(counted, -balance)
    return difference === 0 ? (
      `Count: ${quantityText(counted)}`
    ) : (
      <>
        Count: {quantityText(counted)} <Tag tone="bad">Differs by {quantityText(difference)}</Tag>
      </>
    )
  }
  if (movementKind === 'COUNT') return 'Adjusted'
  return movementKind ? movements[movementKind] : 'Opening balance'
}

/** What happened, for whom, of which lot, and why. */
function Entry({ line }: { line: Line }) {
  const { dispensing, lot, reason, corrections } = line
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ fontWeight: 600 }}>{whatOf(line)}</Box>
      {dispensing?.pet && (
        <Box>
          <Link component={RouterLink} to={`/patients/${dispensing.pet.id}`} underline="always">
            {dispensing.pet.name}
          </Link>
          {dispensing.owner && `, ${dispensing.owner.name}`}
        </Box>
      )}
      <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {[lot?.number && `Lot ${lot.number}`, reason].filter(Boolean).join(' · ')}
      </Box>
      {corrections.length > 0 && (
        <Tag tone="warn">Corrected in {corrections.map(({ number }) => number).join(', ')}</Tag>
      )}
    </Box>
  )
}

const amount = (quantity: number) => <b className="tabular">{quantity > 0 ? quantityText(quantity) : null}</b>

interface Props {
  lines: readonly Line[]
  unit: string
  loading: boolean
  hasMore: boolean | undefined
  onMore: () => void
  /** Null for whoever may not correct. */
  onCorrect: ((line: Line) => void) | null
}

export function RegisterLines({ lines, unit, loading, hasMore, onMore, onCorrect }: Props) {
  const columns: Column<Line>[] = [
    { key: 'entry', label: 'Entry', width: '34%', render: (line) => <Entry line={line} /> },
    {
      key: 'number',
      label: 'Line',
      width: 56,
      render: ({ number }) => <span className="tabular">{number}</span>,
    },
    { key: 'at', label: 'Written', render: ({ at }) => <When at={at} /> },
    {
      key: 'in',
      label: `In (${unit})`,
      align: 'right',
      phone: 'hidden',
      render: ({ quantity }) => amount(quantity),
    },
    {
      key: 'out',
      label: `Out (${unit})`,
      align: 'right',
      phone: 'hidden',
      render: ({ quantity }) => amount(-quantity),
    },
    {
      key: 'balance',
      label: 'Balance',
      align: 'right',
      phone: 'end',
      render: ({ balance, quantity }) => (
        <span className="tabular">
          <Box component="span" sx={{ display: { sm: 'none' }, color: 'text.secondary' }}>
            {quantity !== 0 && `${quantity > 0 ? '+' : '−'}${quantityText(Math.abs(quantity))} = `}
          </Box>
          <b>{quantityText(balance)}</b>
        </span>
      ),
    },
    {
      key: 'people',
      label: 'By and witness',
      render: ({ actor, witness }) => (
        <>
          {actor?.name ?? 'Not available'}
          {witness && <Box sx={{ color: 'text.secondary' }}>{witness.name}</Box>}
        </>
      ),
    },
  ]
  if (onCorrect)
    columns.push({
      key: 'correct',
      label: 'Change',
      align: 'right',
      width: 100,
      render: (line) =>
        line.corrects || line.counted !== null || line.movementKind === null ? null : (
          <Button
            size="small"
            variant="outlined"
            aria-label={`Correct line ${line.number}`}
            onClick={() => onCorrect(line)}
          >
            Correct
          </Button>
        ),
    })
  return (
    <DataTable
      label="Lines of the register"
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
      loading={loading}
      hasMore={hasMore}
      onMore={onMore}
      empty={<EmptyState title="Nothing is written yet">The first delivery begins the register.</EmptyState>}
    />
  )
}
