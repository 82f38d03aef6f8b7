import { BarChart } from '@mui/x-charts/BarChart'
import { formatShort } from '../../ui/format'
import type { Report, ReportRow } from './reports'
import { labelOf, valueText } from './reportValues'

interface Props {
  title: string
  report: Report
  /** Which column it draws. */
  column: number
  /** The rows of one currency. */
  rows: readonly ReportRow[]
}

const maxNames = 15

/** One column of a report as bars, beside the period that is compared with; the table says the same in numbers. */
export function ReportChart({ title, report, column, rows }: Props) {
  const { rowKind, comparedWith } = report
  const { unit } = report.columns[column]!
  const byName = rowKind === 'NAME'
  const valueOf = ({ values }: ReportRow) => values[column] ?? -Infinity
  const shown = byName ? rows.toSorted((a, b) => valueOf(b) - valueOf(a)).slice(0, maxNames) : rows
  const currency = shown[0]?.currency ?? null
  const names = shown.map((row) => labelOf(row, rowKind))
  const valueFormatter = (value: number | null) => valueText(value, unit, currency)
  const drawn = (label: string, of: (row: ReportRow) => number | null | undefined, color: string) => ({
    label,
    color,
    valueFormatter,
    data: shown.map((row) => of(row) ?? null),
  })
  const series = [
    drawn('This period', ({ values }) => values[column], 'var(--vg-palette-primary-main)'),
    ...(comparedWith
      ? [drawn('Compared', ({ compared }) => compared?.[column], 'var(--vg-palette-text-disabled)')]
      : []),
  ]
  const bands = { data: names, scaleType: 'band' as const }
  const amounts = {
    tickNumber: 6,
    valueFormatter: (value: number) => formatShort(value, unit === 'MONEY' ? currency : null),
  }
  return (
    <BarChart
      aria-label={title}
      layout={byName ? 'horizontal' : 'vertical'}
      height={byName ? 60 + shown.length * (comparedWith ? 40 : 28) : 260}
      skipAnimation
      hideLegend={!comparedWith}
      margin={{ left: 0, right: 16, top: 16, bottom: 0 }}
      xAxis={[byName ? amounts : bands]}
      yAxis={[byName ? { ...bands, width: 130 } : { ...amounts, width: 56 }]}
      series={series}
      grid={byName ? { vertical: true } : { horizontal: true }}
    />
  )
}
