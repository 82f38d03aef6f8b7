import type { Runner } from 'graphile-worker'
import type { Pool } from 'pg'
import { type JobCounts, metrics } from './metrics.ts'

const counts = `
  select t.identifier as task,
    (count(*) filter (where ready and locked_at is null))::int as waiting,
    coalesce(extract(epoch from now() - min(run_at) filter (where ready)), 0)::float as "lagSeconds",
    (count(*) filter (where attempts >= max_attempts and locked_at is null))::int as parked
  from graphile_worker._private_tasks t
  join (
    select *, attempts < max_attempts and run_at <= now() as ready from graphile_worker._private_jobs
  ) j on j.task_id = t.id
  where t.identifier = any($1)
  group by t.identifier`

/** An event waits until it is handled, however often that failed; other work waits once it is due. */
const oldest = `
  select extract(epoch from now() - least(
    (select min(queued_at) from vetgraph.deliveries),
    (select min(run_at) from graphile_worker._private_jobs where attempts < max_attempts and run_at <= now()),
    now()))::float as seconds`

/** For how long the oldest job of the whole database that could run has been waiting (K5). */
export async function oldestJob(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ seconds: number }>(oldest)
  return rows[0]!.seconds
}

/** Measures the jobs that a runner runs. */
export function watchJobs({ events }: Pick<Runner, 'events'>) {
  if (!metrics) return
  const startedAt = new Map<string, number>()
  events.on('job:start', ({ job }) => startedAt.set(job.id, performance.now()))
  events.on('job:complete', ({ job, error }) => {
    metrics?.job(job.task_identifier, error ? 'error' : 'ok', startedAt.get(job.id) ?? performance.now())
    startedAt.delete(job.id)
  })
}

/** Measures the jobs that wait for this process or are given up (K5). */
export function watchQueue(pool: () => Pool, tasks: readonly string[]) {
  metrics?.queue(
    tasks,
    async () => (await pool().query<JobCounts>(counts, [tasks])).rows,
    () => oldestJob(pool()),
  )
}
