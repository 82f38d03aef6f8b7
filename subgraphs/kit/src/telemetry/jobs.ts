import type { Runner } from 'graphile-worker'
import type { Pool } from 'pg'
import { type JobCounts, metrics } from './metrics.ts'

const counts = `
  select t.identifier as task,
    (count(*) filter (where ready))::int as waiting,
    coalesce(extract(epoch from now() - min(run_at) filter (where ready)), 0)::float as "lagSeconds",
    (count(*) filter (where attempts >= max_attempts))::int as parked
  from graphile_worker._private_tasks t
  join (
    select *, attempts < max_attempts and run_at <= now() and locked_at is null as ready
    from graphile_worker._private_jobs
  ) j on j.task_id = t.id
  where t.identifier = any($1)
  group by t.identifier`

/** Measures the jobs that this process runs, and those that wait for it or are given up (K5). */
export function watchJobs({ events }: Pick<Runner, 'events'>, pool: Pool, tasks: readonly string[]) {
  if (!metrics) return
  const startedAt = new Map<string, number>()
  events.on('job:start', ({ job }) => startedAt.set(job.id, performance.now()))
  events.on('job:complete', ({ job, error }) => {
    metrics?.job(job.task_identifier, error ? 'error' : 'ok', startedAt.get(job.id) ?? performance.now())
    startedAt.delete(job.id)
  })
  metrics.queue(tasks, async () => (await pool.query<JobCounts>(counts, [tasks])).rows)
}
