import { LineChart } from '@mui/x-charts/LineChart'
import { formatInstantDay } from '../../ui/format'
import { kilograms } from './measurement'

interface Props {
  weights: readonly { value: number; unit: string; measuredAt: string }[]
  zone: string
}

/** Weights over time; the table beside it says the same in numbers. */
export function WeightChart({ weights, zone }: Props) {
  const inTime = weights.toReversed()
  return (
    <LineChart
      aria-label="Weight over time in kilograms"
      height={220}
      skipAnimation
      hideLegend
      margin={{ left: 0, right: 16, top: 16, bottom: 0 }}
      xAxis={[
        {
          data: inTime.map(({ measuredAt }) => new Date(measuredAt)),
          scaleType: 'time',
          tickNumber: 5,
          valueFormatter: (at: Date) => formatInstantDay(at.toISOString(), zone),
        },
      ]}
      yAxis={[{ width: 44 }]}
      series={[{ data: inTime.map(kilograms), label: 'kg', curve: 'linear' }]}
      grid={{ horizontal: true }}
    />
  )
}
