import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { type Column, DataTable } from '../../ui/DataTable'
import { formatInstantDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Tag } from '../../ui/Tag'
import type { Lab_orderFragment, Lab_resultFragment } from './lab.gen'
import { flags, rangeText, valueText } from './words'

interface Row {
  test: Lab_resultFragment['test']
  latest: Lab_resultFragment
  /** By order. */
  values: Map<string, Lab_resultFragment>
}

/** What each test said, the latest order first. */
function rowsOf(orders: readonly Lab_orderFragment[]): Row[] {
  const rows = new Map<string, Row>()
  for (const order of orders)
    for (const result of order.results) {
      const row = rows.get(result.test.id) ?? { test: result.test, latest: result, values: new Map() }
      row.values.set(order.id, result)
      rows.set(result.test.id, row)
    }
  return [...rows.values()]
}

function Value({ result }: { result: Lab_resultFragment | undefined }) {
  if (!result) return '–'
  const said = result.flag && flags[result.flag]
  const before = result.replaced.map((each) => `${valueText(each)} (${each.replaceReason})`).join(', ')
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.75, alignItems: 'center', flexWrap: 'wrap' }}>
      <Box component="span" className="tabular" sx={{ fontWeight: said ? 700 : 400 }}>
        {valueText(result)}
      </Box>
      {said && <Tag tone={said[1]}>{said[0]}</Tag>}
      {before && (
        <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
          before: {before}
        </Box>
      )}
    </Box>
  )
}

interface Props {
  /** With results, the latest first. */
  orders: readonly Lab_orderFragment[]
  /** Draws a test’s values over time. */
  onTrend?: (testId: string) => void
}

/** Results of several orders beside each other, a test in each row. */
export function ResultsTable({ orders, onTrend }: Props) {
  const { timeZone } = useCurrentLocation()
  const columns: Column<Row>[] = [
    {
      key: 'test',
      label: 'Test',
      render: ({ test, values }) =>
        onTrend && values.size > 1 ? (
          <Link
            component="button"
            type="button"
            underline="always"
            aria-label={`${test.code}, trend of ${test.name}`}
            onClick={() => onTrend(test.id)}
          >
            {test.code}
          </Link>
        ) : (
          <b title={test.name}>{test.code}</b>
        ),
    },
    ...orders.map(({ id, sampledAt, createdAt }): Column<Row> => ({
      key: id,
      label: formatInstantDay(sampledAt ?? createdAt, timeZone),
      render: ({ values }) => <Value result={values.get(id)} />,
    })),
    { key: 'range', label: 'Range', render: ({ latest }) => rangeText(latest) },
    { key: 'unit', label: 'Unit', phone: 'hidden', render: ({ latest }) => latest.unit ?? '' },
  ]
  return <DataTable label="Results" columns={columns} rows={rowsOf(orders)} rowKey={({ test }) => test.id} />
}
