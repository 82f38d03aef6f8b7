import { BarChart } from '@mui/x-charts/BarChart'

interface Props {
  usage: readonly { month: string; quantity: number }[]
  unit: string
}

/** What was used in each month; the movements say the same in numbers. */
export function UsageChart({ usage, unit }: Props) {
  return (
    <BarChart
      aria-label={`Used by month in ${unit}`}
      height={180}
      skipAnimation
      hideLegend
      margin={{ left: 0, right: 16, top: 16, bottom: 0 }}
      xAxis={[{ data: usage.map(({ month }) => month), scaleType: 'band' }]}
      yAxis={[{ width: 44 }]}
      series={[
        { data: usage.map(({ quantity }) => quantity), label: unit, color: 'var(--vg-palette-primary-main)' },
      ]}
      grid={{ horizontal: true }}
    />
  )
}
