import type { Contender } from './contenders/contender.ts'
import type { Rounds, Slice } from './measure.ts'

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const perSecond = ({ requests, seconds }: Slice) => requests / seconds

/** One contender's throughput as a multiple of another's: the median over rounds of the same round's two. */
export function ratioOf(rounds: Rounds, name: string, to: string): number | null {
  const [mine, theirs] = [rounds.get(name), rounds.get(to)]
  if (!mine || !theirs) return null
  return median(mine.map((slice, round) => perSecond(slice) / perSecond(theirs[round]!)))
}

const digits = (value: number | null, places: number) => (value === null ? '–' : value.toFixed(places))

/** The figures of one operation as a table of Markdown. */
export function tableOf(operation: string, contenders: readonly Contender[], rounds: Rounds): string {
  const rows = contenders.flatMap(({ name, title }) => {
    const slices = rounds.get(name)
    if (!slices) return []
    const of = (figure: (slice: Slice) => number, places: number) =>
      digits(median(slices.map(figure)), places)
    const cells = [
      title,
      of(perSecond, 0),
      digits(ratioOf(rounds, name, 'hand-written'), 2),
      of(({ p50 }) => p50, 1),
      of(({ p99 }) => p99, 1),
      of(({ cpuMs }) => cpuMs, 2),
    ]
    return [`| ${cells.join(' | ')} |`]
  })
  return [
    `| ${operation} | requests/s | of hand-written | p50 ms | p99 ms | CPU ms |`,
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
