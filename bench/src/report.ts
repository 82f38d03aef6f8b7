import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import type { Attacked } from './attacked.ts'
import type { Contender } from './contenders/contender.ts'
import type { Fanout } from './live.ts'
import type { Effort, Rounds, Slice } from './measure.ts'
import type { StartTimes } from './start-times.ts'

export interface Results {
  contenders: readonly Contender[]
  effort: Effort
  hospital: { pets: number; years: number; version: string }
  operations: ReadonlyMap<string, Rounds>
  /** Our own figures by how many rows are asked for at once. */
  rows: ReadonlyMap<number, readonly Slice[]>
  /** Our own figures of the page Today by how many visits its location has. */
  today: ReadonlyMap<number, readonly Slice[]>
  live: readonly Fanout[]
  attacked: readonly Attacked[]
  start: StartTimes | null
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const medianOf = (slices: readonly Slice[], figure: (slice: Slice) => number) => median(slices.map(figure))
const perSecond = ({ requests, seconds }: Slice) => requests / seconds

/** One contender's throughput as a multiple of another's: the median over the rounds, both of the same round. */
function ratioOf(rounds: Rounds | undefined, name: string, to: string): number | null {
  const [mine, theirs] = [rounds?.get(name), rounds?.get(to)]
  if (!mine || !theirs) return null
  return median(mine.map((slice, round) => perSecond(slice) / perSecond(theirs[round]!)))
}

const shown = (value: number | null, places: number) => (value === null ? '–' : value.toFixed(places))

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')

/** The figures of one operation. */
export function tableOf(operation: string, contenders: readonly Contender[], rounds: Rounds): string {
  const rows = contenders.flatMap(({ name, title }) => {
    const slices = rounds.get(name)
    if (!slices) return []
    const ratio = shown(ratioOf(rounds, name, 'hand-written'), 2)
    const figures = [
      shown(medianOf(slices, perSecond), 0),
      ratio,
      shown(
        medianOf(slices, ({ p50 }) => p50),
        1,
      ),
      shown(
        medianOf(slices, ({ p99 }) => p99),
        1,
      ),
      shown(
        medianOf(slices, ({ cpuMs }) => cpuMs),
        2,
      ),
    ]
    return [[title, ...figures]]
  })
  return table([operation, 'requests/s', 'of hand-written', 'p50 ms', 'p99 ms', 'CPU ms'], rows)
}

const perRow = (results: Results, rows: number) => {
  const slices = results.rows.get(rows)
  return slices ? medianOf(slices, ({ p50 }) => p50) / rows : null
}

export function rowsTable(rows: Results['rows']): string {
  const cells = [...rows].map(([count, slices]) => [
    String(count),
    shown(
      medianOf(slices, ({ p50 }) => p50),
      1,
    ),
    shown((medianOf(slices, ({ p50 }) => p50) / count) * 1000, 0),
    shown((medianOf(slices, ({ cpuMs }) => cpuMs) / count) * 1000, 0),
  ])
  return table(['rows of the day sheet at once', 'p50 ms', 'µs per row', 'CPU µs per row'], cells)
}

export function todayTable(today: Results['today']): string {
  const cells = [...today].map(([visits, slices]) => [
    String(visits),
    shown(
      medianOf(slices, ({ p50 }) => p50),
      2,
    ),
    shown(
      medianOf(slices, ({ cpuMs }) => cpuMs),
      2,
    ),
  ])
  return table(['the page Today: visits of its location', 'p50 ms', 'CPU ms'], cells)
}

/** The time of the page Today with a long history as a multiple of that with a short one. */
function growthOf(today: Results['today']): number | null {
  const times = [...today.values()].map((slices) => medianOf(slices, ({ p50 }) => p50))
  return times.length > 1 ? times.at(-1)! / times[0]! : null
}

export function liveTable(live: readonly Fanout[]): string {
  const cells = live.map(({ subscribers, p50, p99, cpuMs }) => [
    String(subscribers),
    shown(p50, 1),
    shown(p99, 1),
    shown(cpuMs, 1),
  ])
  return table(['subscribers of one scope', 'p50 ms', 'p99 ms', 'CPU ms per event'], cells)
}

const ratioAttacked = ({ p99, restP99 }: Attacked) => p99 / restP99

export function attackedTable(attacked: readonly Attacked[]): string {
  const cells = attacked.map((one) => [
    one.title,
    shown(one.restP99, 1),
    shown(one.p50, 1),
    shown(one.p99, 1),
    shown(ratioAttacked(one), 1),
    shown(one.rssMb, 0),
  ])
  return table(['attack', 'p99 at rest, ms', 'p50 ms', 'p99 ms', 'p99 of that at rest', 'server MB'], cells)
}

interface Target {
  what: string
  value: number | null
  target: number | null
  aim: number
  /** Most targets are to be reached; times are not to be exceeded. */
  atMost?: boolean
}

const graphqlPeers = ['stock-gateway', 'hive-gateway', 'yoga', 'postgraphile']

/** How far ahead of the best of the GraphQL peers. */
function aheadOfPeers(rounds: Rounds | undefined): number | null {
  const ratios = graphqlPeers.flatMap((peer) => ratioOf(rounds, 'ours', peer) ?? [])
  return ratios.length > 0 ? Math.min(...ratios) : null
}

function targetsOf(results: Results): Target[] {
  const [day, chart, nothing] = ['day-sheet', 'pet-chart', 'type-name'].map((name) =>
    results.operations.get(name),
  )
  const thousand = results.live.find(({ subscribers }) => subscribers === 1000)
  const [few, many] = [perRow(results, 30), perRow(results, 3000)]
  return [
    { what: 'day sheet, of hand-written', value: ratioOf(day, 'ours', 'hand-written'), target: 0.7, aim: 1 },
    {
      what: 'day sheet, of PostGraphile',
      value: ratioOf(day, 'ours', 'postgraphile'),
      target: 1.8,
      aim: 1.8,
    },
    { what: 'day sheet, of Yoga', value: ratioOf(day, 'ours', 'yoga'), target: 1.7, aim: 1.7 },
    { what: 'day sheet, of Hive Gateway', value: ratioOf(day, 'ours', 'hive-gateway'), target: 2, aim: 2 },
    {
      what: 'pet chart, of hand-written',
      value: ratioOf(chart, 'ours', 'hand-written'),
      target: 0.27,
      aim: 0.4,
    },
    { what: 'pet chart, of the best GraphQL peer', value: aheadOfPeers(chart), target: 1, aim: 1 },
    {
      what: '`{ __typename }`, of hand-written',
      value: ratioOf(nothing, 'ours', 'hand-written'),
      target: null,
      aim: 0.7,
    },
    { what: '`{ __typename }`, of the best GraphQL peer', value: aheadOfPeers(nothing), target: 1, aim: 1 },
    {
      what: 'remote subgraphs, day sheet, of the stock gateway',
      value: ratioOf(day, 'ours-remote', 'stock-gateway'),
      target: 2,
      aim: 4,
    },
    {
      what: 'remote subgraphs, day sheet, of Hive Gateway',
      value: ratioOf(day, 'ours-remote', 'hive-gateway'),
      target: 2,
      aim: 2,
    },
    {
      what: 'event to 1,000 subscribers, p50 ms',
      value: thousand?.p50 ?? null,
      target: 25,
      aim: 12.5,
      atMost: true,
    },
    {
      what: 'event to 1,000 subscribers, CPU ms',
      value: thousand?.cpuMs ?? null,
      target: 25,
      aim: 12.5,
      atMost: true,
    },
    {
      what: 'page Today, flat in history: 100,000 visits more of as loaded',
      value: growthOf(results.today),
      target: 1.1,
      aim: 1,
      atMost: true,
    },
    {
      what: 'time per row, 3,000 rows of 30',
      value: few && many ? many / few : null,
      target: 1,
      aim: 1,
      atMost: true,
    },
    {
      what: 'day sheet under the worst attack, p99 of that at rest',
      value: results.attacked.length > 0 ? Math.max(...results.attacked.map(ratioAttacked)) : null,
      target: 3,
      aim: 3,
      atMost: true,
    },
  ]
}

function verdictOn({ value, target, aim, atMost = false }: Target): string {
  if (value === null) return 'not measured'
  const reaches = (bound: number) => (atMost ? value <= bound : value >= bound)
  if (reaches(aim)) return 'aim'
  if (target === null) return 'short of the aim'
  return reaches(target) ? 'target' : '**missed**'
}

function targetsTable(results: Results): string {
  const rows = targetsOf(results).map((target) => {
    const sign = target.atMost ? '≤' : '≥'
    const bounds = [target.target, target.aim].map((bound) => (bound === null ? '–' : `${sign} ${bound}`))
    return [target.what, shown(target.value, 2), ...bounds, verdictOn(target)]
  })
  return table(['', 'measured', 'target', 'aim', 'met'], rows)
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '-uno') ? ' and changes' : '')
  } catch {
    return 'unknown'
  }
}

function machine({ hospital, effort }: Results): string {
  const [cpu] = cpus()
  const { pets, years, version } = hospital
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} at commit ${commit()}: ${cpus().length} cores`,
    `(${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node},`,
    `PostgreSQL ${version}; a hospital with ${pets} pets and ${years} years of history;`,
    `${effort.rounds} rounds of ${effort.seconds} s after ${effort.warmUp} s of warming up, ${effort.connections} connections.`,
  ].join('\n')
}

const howToRead = `Clients, servers and PostgreSQL share the machine, so that the absolute figures are those of this machine only; the
ratios hold. In every round each contender is loaded in turn and compared with the hand-written handler of the same round;
the tables show medians over the rounds. Before an operation is timed the contenders' answers are compared: all are the
same, and an answer with an error ends the bench. CPU is of the server's processes, remote subgraphs included and
PostgreSQL not.

- **Hand-written** is node:http and postgres.js with one prepared statement per operation and no authentication.
- **Vetgraph** runs as in production: access tokens, permissions, limits, audit, logging; of the limits only the points a
  minute are raised, because the bench asks for more than any desk does.
- **Peers** check nobody. PostGraphile runs on Node 22, which its current version needs, on a copy of the database with
  foreign keys; Yoga caches parsed and validated documents; Hive Gateway plans with its Rust planner.
- A **booking** of Vetgraph (and of the gateways before its subgraphs) writes the visit, its history, the audit, the
  idempotency key and the jobs for other subgraphs, and tells open screens; hand-written and Yoga write visit, history and
  audit only, and PostGraphile is left out.
- **Under attack**, three people ask for the day sheet twenty times a second each, in a process of their own, with the limits
  as they are in production; the attacker is another member of staff, or a stranger.
- The **pet chart** shows the last record: opening the list of records is audited and so a write.
`

/** Everything as Markdown, for bench/results.md. */
export function reportOf(results: Results): string {
  const { contenders, operations, rows, today, live, attacked, start } = results
  return [
    '# What Vetgraph costs',
    `Written by \`pnpm bench\`.\n\n${machine(results)}`,
    `## Targets\n\n${targetsTable(results)}`,
    '## Operations',
    ...[...operations].map(([name, rounds]) => tableOf(name, contenders, rounds)),
    ...(rows.size > 0 ? [`## More rows\n\n${rowsTable(rows)}`] : []),
    ...(today.size > 0 ? [`## Today\n\n${todayTable(today)}`] : []),
    ...(live.length > 0 ? [`## Live\n\n${liveTable(live)}`] : []),
    ...(attacked.length > 0 ? [`## Under attack\n\n${attackedTable(attacked)}`] : []),
    ...(start
      ? [
          `## Start\n\nFrom the start to the first answer, packages and web client in place: ${start.first.toFixed(1)} s into an empty
directory (PostgreSQL, migrations, demo hospital), ${start.second.toFixed(1)} s the second time.`,
        ]
      : []),
    `## How to read this\n\n${howToRead}`,
  ]
    .map((part) => part.trim())
    .join('\n\n')
    .concat('\n')
}
