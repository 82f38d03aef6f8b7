import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker'
import { Client, Pool } from 'pg'
import type { Logger as PinoLogger } from 'pino'
import { urlFor } from '../database/db.ts'
import type { DatabaseConfig } from '../database/database.ts'
import type { SubgraphDefinition } from '../serving/subgraph.ts'
import { oldestJob, watchJobs, watchQueue } from '../telemetry/jobs.ts'
import type { Crons } from './work.ts'

/** The crons of a subgraph by the names of their tasks. */
export const cronsOf = ({ name, crons }: Pick<SubgraphDefinition, 'name' | 'crons'>): Crons =>
  Object.fromEntries(Object.entries(crons).map(([work, match]) => [`${name}:${work}`, match]))

interface WorkerOptions {
  database: DatabaseConfig
  taskList: TaskList
  crons: Crons
  log: PinoLogger
  concurrency?: number
}

/** How often the jobs of workers without a connection are freed, in milliseconds. */
const sweepInterval = 2_000
/** How long the jobs of a worker that lost the database may take to end, in milliseconds. */
const maxClosing = 5_000

/** A machine that vanished is noticed after 20 seconds: PostgreSQL ends its connection then. */
const keepalives = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=2'

/** Frees what workers have locked whose connection is gone; graphile-worker itself waits four hours for them. */
const freeJobs = `
  with live as (
    select worker_id from vetgraph.workers join pg_stat_activity using (pid, backend_start)
  ), gone as (
    delete from vetgraph.workers where worker_id not in (select worker_id from live)
  )
  update graphile_worker._private_jobs
  set locked_at = null, locked_by = null, run_at = least(run_at, now())
  where locked_by is not null and locked_by not in (select worker_id from live)`

const thisConnection = `
  select pid, backend_start::text as started from pg_stat_activity where pid = pg_backend_pid()`

/** graphile-worker's workers for as long as one database connection lives: whoever sees that it is gone frees their jobs. */
class Session {
  private over = () => {}
  readonly ended = new Promise<void>((resolve) => {
    this.over = resolve
  })

  private constructor(
    private readonly liveness: Client,
    readonly pool: Pool,
    private readonly runner: Runner,
  ) {}

  static async open({ database, taskList, crons, log, concurrency = 4 }: WorkerOptions): Promise<Session> {
    const connectionString = urlFor(database, 'vetgraph_worker')
    const liveness = new Client({
      connectionString,
      options: keepalives,
      application_name: 'vetgraph worker',
      query_timeout: 10_000,
    })
    // A pool of ours, because stopping the package's own does not wait until its connections are closed.
    const pool = new Pool({ connectionString, max: concurrency + 1 })
    const lost = (error: Error) => log.warn({ err: error }, 'the worker lost a database connection')
    liveness.on('error', lost)
    pool.on('error', lost)
    try {
      await liveness.connect()
      const [{ pid, started }] = (await liveness.query<{ pid: number; started: string }>(thisConnection))
        .rows as [{ pid: number; started: string }]
      const runner = await run({
        pgPool: pool,
        logger: new Logger(() => (level, message, meta) => {
          // The package's own message has the values of a failed statement in it.
          if (level === 'error') log.error({ err: meta?.['error'] ?? message }, 'the worker met an error')
          else log.debug(message)
        }),
        taskList,
        concurrency,
        pollInterval: 2000,
        noHandleSignals: true,
        noPreparedStatements: false,
        parsedCronItems: parseCronItems(Object.entries(crons).map(([task, match]) => ({ task, match }))),
        preset: {
          plugins: [
            {
              name: 'VetgraphLiveness',
              worker: {
                hooks: {
                  startWorker: async (_ctx, { worker, withPgClient }) => {
                    await withPgClient((client) =>
                      client.query('insert into vetgraph.workers values ($1, $2, $3)', [
                        worker.workerId,
                        pid,
                        started,
                      ]),
                    )
                  },
                },
              },
            },
          ],
        },
      })
      const session = new Session(liveness, pool, runner)
      watchJobs(runner)
      // graphile-worker permanently loses a worker if it could not report the end of its job.
      runner.events.on('worker:fatalError', session.over)
      runner.promise.then(session.over, session.over)
      for (const event of ['error', 'end'] as const) liveness.on(event, session.over)
      void session.sweep()
      return session
    } catch (error) {
      await Promise.allSettled([liveness.end(), pool.end()])
      throw error
    }
  }

  private async sweep() {
    const gone = this.ended.then(() => true)
    try {
      do await this.liveness.query(freeJobs)
      while (!(await Promise.race([gone, sleep(sweepInterval, false, { ref: false })])))
    } catch {
      this.over()
    }
  }

  /** Takes no more jobs, and waits for those that run. */
  async close() {
    this.over()
    await this.runner.stop().catch(() => {})
    await Promise.allSettled([this.liveness.end(), this.pool.end()])
  }
}

export interface RunningWorker {
  /** For how many seconds the oldest job that is due has been waiting; 0 when none is, null when it cannot be asked now. */
  oldestJobSeconds: () => Promise<number | null>
  stop: () => Promise<void>
}

/** Runs the tasks as the worker's own role until it is stopped; when it loses the database, it begins again. */
export async function runWorker(options: WorkerOptions): Promise<RunningWorker> {
  let session = await Session.open(options)
  let stop = () => {}
  const stopped = new Promise<'stopped'>((resolve) => {
    stop = () => resolve('stopped')
  })
  const reopened = async (): Promise<Session | null> => {
    while ((await Promise.race([stopped, sleep(1_000)])) !== 'stopped') {
      const next = await Session.open(options).catch(() => null)
      if (next) return next
    }
    return null
  }
  const supervised = (async () => {
    for (;;) {
      const why = await Promise.race([stopped, session.ended])
      const closed = session.close()
      if (why === 'stopped') return closed
      options.log.warn('the worker begins again, because it lost the database')
      await Promise.race([closed, sleep(maxClosing, undefined, { ref: false })])
      const next = await reopened()
      if (!next) return
      session = next
    }
  })()
  watchQueue(() => session.pool, Object.keys(options.taskList))
  return {
    oldestJobSeconds: () => oldestJob(session.pool).catch(() => null),
    stop: async () => {
      stop()
      await supervised
    },
  }
}
