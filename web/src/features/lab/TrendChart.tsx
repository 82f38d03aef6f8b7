import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine'
import { LineChart } from '@mui/x-charts/LineChart'
import { formatInstantDay } from '../../ui/format'

export interface Point {
  at: string
  value: number
}

interface Props {
  name: string
  unit: string
  points: readonly Point[]
  low: number | null
  high: number | null
  zone: string
}

/** One test over time, between the limits of its last range; the table says the same in numbers. */
export function TrendChart({ name, unit, points, low, high, zone }: Props) {
  return (
    <LineChart
      aria-label={`${name} over time in ${unit}`}
      height={220}
      skipAnimation
      hideLegend
      margin={{ left: 0, right: 16, top: 16, bottom: 0 }}
      xAxis={[
        {
          data: points.map(({ at }) => new Date(at)),
          scaleType: 'time',
          tickNumber: 5,
          valueFormatter: (at: Date) => formatInstantDay(at.toISOString(), zone),
        },
      ]}
      yAxis={[{ width: 52 }]}
      series={[{ data: points.map(({ value }) => value), label: unit, curve: 'linear' }]}
      grid={{ horizontal: true }}
    >
      {[low, high].map((limit) =>
        limit === null ? null : (
          <ChartsReferenceLine key={limit} y={limit} lineStyle={{ strokeDasharray: '4 4' }} />
        ),
      )}
    </LineChart>
  )
}
