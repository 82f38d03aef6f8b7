import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { type Column, DataTable } from '../../../ui/DataTable'
import { EmptyState } from '../../../ui/EmptyState'
import { problemOf } from '../../../ui/errors'
import { FilterChips } from '../../../ui/FilterChips'
import { useIdempotencyKey } from '../../../ui/idempotency'
import { Money } from '../../../ui/Money'
import { useToast } from '../../../ui/toasts'
import { quantityText } from '../quantity'
import { itemColumn, quantityIn } from './CountedTable'
import { useApproveStocktakeMutation, useRecountStocktakeMutation } from './counts.gen'
import type { Line, Sheet } from './sheet'

const differs = ({ variance }: Line): boolean => variance !== null && variance !== 0

const signed = (quantity: number): string => `${quantity > 0 ? '+' : ''}${quantityText(quantity)}`

/** What a column's heading says, where rows are cards. */
const onCards = (label: string) => (
  <Box component="span" sx={{ color: 'text.secondary', '@media (min-width: 700px)': { display: 'none' } }}>
    {label}{' '}
  </Box>
)

const numbers: Column<Line>[] = [
  {
    key: 'expected',
    label: 'Expected',
    align: 'right',
    width: 110,
    render: ({ expected }) => (
      <span className="tabular">
        {onCards('Expected')}
        {expected === null ? '–' : quantityText(expected)}
      </span>
    ),
  },
  {
    key: 'counted',
    label: 'Counted',
    align: 'right',
    width: 130,
    render: (line) => (
      <span className="tabular">
        {line.counted === null ? (
          'Not counted'
        ) : (
          <>
            {onCards('Counted')}
            {quantityIn(line.counted, line)}
          </>
        )}
      </span>
    ),
  },
  {
    key: 'variance',
    label: 'Variance',
    align: 'right',
    width: 100,
    phone: 'end',
    render: ({ variance }) => (
      <Box
        component="span"
        className="tabular"
        sx={{ fontWeight: 650, color: (variance ?? 0) < 0 ? 'error.main' : 'text.primary' }}
      >
        {variance === null ? '–' : signed(variance)}
      </Box>
    ),
  },
  {
    key: 'value',
    label: 'Value',
    align: 'right',
    width: 120,
    render: (line) =>
      !differs(line) ? '–' : line.varianceValue ? <Money value={line.varianceValue} /> : 'Unknown',
  },
  {
    key: 'by',
    label: 'Counted by',
    width: 160,
    render: ({ countedBy, note }) => (
      <>
        {countedBy?.name ?? '–'}
        {note && <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{note}</Box>}
      </>
    ),
  },
]

interface Props {
  sheet: Sheet
  onMissed: () => void
}

/** What differs and what it is worth: before the approval with its reasons, and after it as it was approved. */
export function VarianceView({ sheet, onMissed }: Props) {
  const toApprove = sheet.status === 'SUBMITTED'
  const [all, setAll] = useState<'differ' | 'all'>('differ')
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [again, setAgain] = useState<readonly string[]>([])
  const lines = sheet.lines.nodes
  const differing = lines.filter(differs)
  const columns: Column<Line>[] = [
    itemColumn,
    ...numbers,
    {
      key: 'reason',
      label: 'Reason',
      width: 210,
      render: (line) =>
        toApprove && differs(line) ? (
          <TextField
            fullWidth
            size="small"
            placeholder="As for all"
            value={reasons[line.id] ?? ''}
            onChange={(event) => setReasons({ ...reasons, [line.id]: event.target.value })}
            slotProps={{
              htmlInput: {
                'aria-label': `Reason for ${line.item.name} ${line.lotNumber ?? ''}`,
                maxLength: 200,
              },
            }}
          />
        ) : (
          (line.reason ?? '–')
        ),
    },
    ...(toApprove
      ? [
          {
            key: 'again',
            label: 'Count again',
            width: 100,
            render: (line: Line) =>
              line.counted !== null && (
                <>
                  <Checkbox
                    checked={again.includes(line.id)}
                    onChange={(_event, checked) =>
                      setAgain(checked ? [...again, line.id] : again.filter((id) => id !== line.id))
                    }
                    slotProps={{
                      input: { 'aria-label': `Count ${line.item.name} ${line.lotNumber ?? ''} again` },
                    }}
                  />
                  {onCards('Count again')}
                </>
              ),
          },
        ]
      : []),
  ]
  return (
    <>
      <Total sheet={sheet} differing={differing.length} />
      {toApprove && (
        <Approval
          sheet={sheet}
          lines={differing}
          reasons={reasons}
          again={again}
          onAgain={() => setAgain([])}
          onMissed={onMissed}
        />
      )}
      <Box sx={{ display: 'flex' }}>
        <FilterChips
          label="Lines"
          options={[
            ['differ', `Differ (${differing.length})`],
            ['all', `All (${sheet.lineCount})`],
          ]}
          value={all}
          onChange={setAll}
        />
      </Box>
      <DataTable
        label="Variances"
        columns={columns}
        rows={all === 'all' ? lines : differing}
        rowKey={({ id }) => id}
        empty={<EmptyState title="Nothing differs">What was counted is what the stock should be.</EmptyState>}
      />
    </>
  )
}

function Total({ sheet, differing }: { sheet: Sheet; differing: number }) {
  const { countedCount, lineCount, variance } = sheet
  return (
    <Typography>
      {countedCount} of {lineCount} lines counted, {differing} differ
      {variance && (
        <>
          {', '}
          <Box component="strong">
            <Money value={variance.value} />
          </Box>{' '}
          in all
          {variance.withoutCost > 0 && `; the cost of ${variance.withoutCost} is unknown`}
        </>
      )}
      .
    </Typography>
  )
}

interface ApprovalProps extends Props {
  lines: readonly Line[]
  reasons: Readonly<Record<string, string>>
  again: readonly string[]
  onAgain: () => void
}

function Approval({ sheet, lines, reasons, again, onAgain, onMissed }: ApprovalProps) {
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [approve] = useApproveStocktakeMutation()
  const [recount] = useRecountStocktakeMutation()
  const { headersFor, done } = useIdempotencyKey()
  const own = lines.flatMap(({ id }) => {
    const text = reasons[id]?.trim()
    return text ? [{ lineId: id, reason: text }] : []
  })
  const lacks = lines.length > own.length && reason.trim() === ''

  const run = async (work: () => Promise<unknown>, message: string) => {
    setBusy(true)
    setRefusal(null)
    try {
      await work()
      toast({ message })
    } catch (error) {
      setRefusal(problemOf(error).message)
    } finally {
      setBusy(false)
      onMissed()
    }
  }
  const { id, version } = sheet
  const correct = () =>
    run(async () => {
      const input = { id, version, reason: reason.trim() || null, reasons: own }
      await approve({ variables: { input }, context: headersFor(input) })
      done()
    }, 'The stock is corrected.')
  const sendBack = () =>
    run(async () => {
      await recount({ variables: { input: { id, version, lineIds: [...again] } } })
      onAgain()
    }, 'The sheet is open again.')

  return (
    <Paper variant="outlined" sx={{ p: 2, display: 'grid', gap: 1.5 }}>
      {refusal && <Alert severity="error">{refusal}</Alert>}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}>
        {lines.length > 0 && (
          <TextField
            label="Reason for all that differs"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            helperText="For every line without a reason of its own."
            slotProps={{ htmlInput: { maxLength: 200 } }}
            sx={{ flex: 1, minWidth: 240 }}
          />
        )}
        <Button
          variant="contained"
          disabled={busy || lacks || again.length > 0}
          onClick={() => void correct()}
        >
          {lines.length === 0 ? 'Approve' : 'Approve and correct stock'}
        </Button>
        <Button variant="outlined" disabled={busy || again.length === 0} onClick={() => void sendBack()}>
          Send back {again.length > 0 && `(${again.length})`}
        </Button>
      </Box>
    </Paper>
  )
}
