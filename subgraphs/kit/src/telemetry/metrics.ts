import type * as Prometheus from 'prom-client'
import type { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Histogram buckets in seconds, from a cached response to a time-out. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Gauges of the package whose names say that they are counters. */
const misnamed = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
]

const seconds = (startedAt: number) => (performance.now() - startedAt) / 1000

export interface JobCounts {
  task: string
  /** How many could run now. */
  waiting: number
  /** For how long the oldest of them could have run already. */
  lagSeconds: number
  /** How many failed so often that they are not tried again. */
  parked: number
}

/** The metrics of this process in Prometheus format. */
class Metrics {
  private readonly registry: Registry
  private readonly operations: Counter
  private readonly operationSeconds: Histogram
  private readonly refusals: Counter
  private readonly fetchSeconds: Histogram
  private readonly leftAloneNow: Gauge
  private readonly executionSeconds: Histogram
  private readonly statementSeconds: Histogram
  private readonly connections: Gauge
  private readonly jobSeconds: Histogram
  private readonly jobsWaiting: Gauge
  private readonly jobLag: Gauge
  private readonly oldestJob: Gauge
  private readonly jobsParked: Gauge
  private readonly running = new Map<string, number>()
  private readonly before: Array<() => Promise<void> | void> = []

  constructor(
    private readonly prometheus: Omit<typeof Prometheus, 'default'>,
    service: string,
    version: string,
  ) {
    this.registry = new prometheus.Registry()
    prometheus.collectDefaultMetrics({ register: this.registry })
    for (const name of misnamed) this.registry.removeSingleMetric(name)
    this.gauge('build_info', 'Which build this process runs.', ['service', 'version', 'node'])
      .labels(service, version, process.version)
      .set(1)
    this.operations = this.counter(
      'operations_total',
      'Operations answered, by the name of the web client’s own and the code of the first error.',
      ['type', 'operation', 'code'],
    )
    this.operationSeconds = this.histogram(
      'operation_duration_seconds',
      'From an admitted operation to its answer.',
      ['type', 'operation'],
    )
    this.refusals = this.counter('refusals_total', 'Requests refused before anything of them ran.', ['code'])
    this.fetchSeconds = this.histogram(
      'subgraph_fetch_duration_seconds',
      'From a fetch of the gateway to the subgraph’s answer.',
      ['subgraph', 'outcome'],
    )
    this.leftAloneNow = this.gauge(
      'subgraph_left_alone',
      'Whether a subgraph is not asked now, because it has not answered.',
      ['subgraph'],
    )
    this.executionSeconds = this.histogram(
      'subgraph_execution_duration_seconds',
      'What a subgraph that is a process of its own needed to answer.',
      ['subgraph', 'outcome'],
    )
    this.statementSeconds = this.histogram(
      'sql_duration_seconds',
      'From a statement to its rows, the wait for a connection included.',
      ['subgraph', 'outcome'],
    )
    const statementsRunning = this.gauge(
      'sql_running',
      'Statements without an answer yet; more than there are connections means that some wait.',
      ['subgraph'],
    )
    this.before.push(() => {
      for (const [subgraph, count] of this.running) statementsRunning.set({ subgraph }, count)
    })
    this.connections = this.gauge('sql_connections_limit', 'Database connections a subgraph may have.', [
      'subgraph',
    ])
    this.jobSeconds = this.histogram('job_duration_seconds', 'What a delivered event or other job needed.', [
      'task',
      'outcome',
    ])
    this.jobsWaiting = this.gauge('jobs_waiting', 'Jobs that could run now.', ['task'])
    this.jobLag = this.gauge('job_lag_seconds', 'For how long the oldest job has been due.', ['task'])
    this.oldestJob = this.gauge(
      'oldest_job_seconds',
      'For how long the oldest event or other job that is due has been waiting, whoever holds it.',
    )
    this.jobsParked = this.gauge('jobs_parked', 'Jobs that failed too often and wait for somebody.', ['task'])
  }

  private counter(name: string, help: string, labelNames: string[]): Counter {
    return new this.prometheus.Counter({
      name: `vetgraph_${name}`,
      help,
      labelNames,
      registers: [this.registry],
    })
  }

  private histogram(name: string, help: string, labelNames: string[]): Histogram {
    const { registry } = this
    return new this.prometheus.Histogram({
      name: `vetgraph_${name}`,
      help,
      labelNames,
      buckets,
      registers: [registry],
    })
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new this.prometheus.Gauge({
      name: `vetgraph_${name}`,
      help,
      labelNames,
      registers: [this.registry],
    })
  }

  /** A gauge that is read at each scrape. */
  watch(name: string, help: string, read: () => number) {
    const gauge = this.gauge(name, help)
    this.before.push(() => gauge.set(read()))
  }

  /** One operation; its name is that of a registered one, else `other`, so that callers cannot make up series. */
  operation(type: string, name: string, code: string, startedAt: number) {
    this.operations.inc({ type, operation: name, code })
    this.operationSeconds.observe({ type, operation: name }, seconds(startedAt))
  }

  refusal(code: string) {
    this.refusals.inc({ code })
  }

  fetch(subgraph: string, outcome: string, startedAt: number) {
    this.fetchSeconds.observe({ subgraph, outcome }, seconds(startedAt))
  }

  leftAlone(subgraph: string, isSo: boolean) {
    this.leftAloneNow.set({ subgraph }, isSo ? 1 : 0)
  }

  execution(subgraph: string, outcome: string, startedAt: number) {
    this.executionSeconds.observe({ subgraph, outcome }, seconds(startedAt))
  }

  pool(subgraph: string, limit: number) {
    this.connections.set({ subgraph }, limit)
    this.running.set(subgraph, 0)
  }

  statement(subgraph: string, ended: PromiseLike<unknown>) {
    const startedAt = performance.now()
    this.running.set(subgraph, (this.running.get(subgraph) ?? 0) + 1)
    const end = (outcome: string) => {
      this.running.set(subgraph, (this.running.get(subgraph) ?? 1) - 1)
      this.statementSeconds.observe({ subgraph, outcome }, seconds(startedAt))
    }
    ended.then(
      () => end('ok'),
      () => end('error'),
    )
  }

  job(task: string, outcome: string, startedAt: number) {
    this.jobSeconds.observe({ task, outcome }, seconds(startedAt))
  }

  /** The queue is queried at each scrape. */
  queue(tasks: readonly string[], read: () => Promise<JobCounts[]>, oldest: () => Promise<number>) {
    this.before.push(async () => this.oldestJob.set(await oldest()))
    this.before.push(async () => {
      for (const task of tasks) this.tell({ task, waiting: 0, lagSeconds: 0, parked: 0 })
      for (const counts of await read()) this.tell(counts)
    })
  }

  private tell({ task, waiting, lagSeconds, parked }: JobCounts) {
    this.jobsWaiting.set({ task }, waiting)
    this.jobLag.set({ task }, lagSeconds)
    this.jobsParked.set({ task }, parked)
  }

  /** Everything, in Prometheus's own text. */
  async text(): Promise<{ type: string; body: string }> {
    // If a value cannot be read (the database is down), its last one is kept.
    await Promise.allSettled(this.before.map(async (read) => read()))
    return { type: this.registry.contentType, body: await this.registry.metrics() }
  }
}

/** The metrics of this process; null if metrics are not enabled. */
export let metrics: Metrics | null = null

export async function startMetrics(service: string, version: string) {
  const { default: prometheus } = await import('prom-client')
  metrics = new Metrics(prometheus, service, version)
}

export function stopMetrics() {
  metrics = null
}
