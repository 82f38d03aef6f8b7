import { pino } from 'pino'
import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { connect } from '../database/connect.ts'
import { openDatabase } from '../database/db.ts'
import { moveEarlierJobs } from './queue.ts'
import { cloneDatabase } from '../testing/subgraph.ts'
import { runWorker } from './worker.ts'

const log = pino({ level: 'silent' })

let database: Awaited<ReturnType<typeof cloneDatabase>>
let admin: postgres.Sql

beforeAll(async () => {
  database = await cloneDatabase()
  admin = connect(database.url, { max: 2, onnotice: () => {} })
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

/** Runs a worker for one task until the test ends. */
async function working(task: string, run: (payload: unknown) => Promise<void>) {
  const worker = await runWorker({ database, taskList: { [task]: run }, crons: {}, log, concurrency: 1 })
  onTestFinished(() => worker.stop())
  return worker
}

const addJob = (task: string, payload: object = {}) =>
  admin`select from graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::text::json)`

const as = (subgraph: string) => {
  const { sql, close } = openDatabase(database, subgraph, 1)
  onTestFinished(close)
  return sql
}

const events = (payload: object = {}) => JSON.stringify([{ id: uuidv7(), entityId: uuidv7(), payload }])

test('a job that a worker held when its process died is run by the next worker', async () => {
  await addJob('test:held')
  await admin`
    update graphile_worker._private_jobs set locked_by = 'worker-of-a-dead-process', locked_at = now(), attempts = 1
    where task_id = (select id from graphile_worker._private_tasks where identifier = 'test:held')`
  const run = vi.fn(async () => {})
  await working('test:held', run)
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), 10_000)
})

test('a job is taken from a worker once its connection is gone, and never while it lives', async () => {
  let end = () => {}
  const slow = vi.fn(() => new Promise<void>((resolve) => (end = resolve)))
  await working('test:slow', slow)
  await addJob('test:slow')
  await vi.waitFor(() => expect(slow).toHaveBeenCalledTimes(1), 10_000)
  const [first] = await admin`select pid from vetgraph.workers limit 1`
  const fast = vi.fn(async () => {})
  await working('test:slow', fast)
  // The second worker has looked for dead ones before it took its first job.
  await addJob('test:slow')
  await vi.waitFor(() => expect(fast).toHaveBeenCalledTimes(1), 10_000)
  await admin`select pg_terminate_backend(${first!['pid']})`
  await vi.waitFor(() => expect(fast).toHaveBeenCalledTimes(2), 10_000)
  end()
  expect(slow).toHaveBeenCalledTimes(1)
})

test('a worker that lost all its connections takes jobs again', async () => {
  const run = vi.fn(async () => {})
  await working('test:again', run)
  await addJob('test:again')
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), 10_000)
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'vetgraph_worker'`
  await addJob('test:again')
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2), 10_000)
})

test('the oldest job is told, also while a worker holds it', async () => {
  let end = () => {}
  const slow = vi.fn(() => new Promise<void>((resolve) => (end = resolve)))
  const worker = await working('test:old', slow)
  await admin`select from graphile_worker.add_job('test:old', run_at := now() - interval '1 hour')`
  await vi.waitFor(() => expect(slow).toHaveBeenCalledTimes(1), 10_000)
  expect(await worker.oldestJobSeconds()).toBeGreaterThanOrEqual(3600)
  end()
  await vi.waitFor(async () => expect(await worker.oldestJobSeconds()).toBeLessThan(3600), 10_000)
})

test('a subgraph tells only its own events and plans only its own work', async () => {
  const clinical = as('clinical')
  const refused = { code: '42501' }
  await clinical`select vetgraph.emit('pet.changed', now(), ${events()}::text::json)`
  for (const foreign of ['user.changed', 'mail.wanted', 'invoice.changed', 'nobody.knows']) {
    await expect(
      clinical`select vetgraph.emit(${foreign}, now(), ${events()}::text::json)`,
    ).rejects.toMatchObject(refused)
  }
  await expect(
    clinical`select vetgraph.add_work('identity:rotate-signing-key', '{}', null, null)`,
  ).rejects.toMatchObject(refused)
  await expect(
    clinical`select graphile_worker.add_job('scheduling:pet.changed', '{}')`,
  ).rejects.toMatchObject(refused)
  await expect(
    clinical`insert into vetgraph.deliveries (consumer, entity, id, event, emitter, at, payload)
      values ('scheduling', 'x', ${uuidv7()}, 'pet.changed', 'clinical', now(), '{}')`,
  ).rejects.toMatchObject(refused)
})

test('a subgraph neither sees nor takes what was told to another', async () => {
  await as('clinical')`select vetgraph.emit('pet.changed', now(), ${events()}::text::json)`
  const billing = as('billing')
  expect(await billing`select from vetgraph.deliveries`).toHaveLength(0)
  expect(await billing`delete from vetgraph.deliveries returning 1`).toHaveLength(0)
  expect((await as('scheduling')`select from vetgraph.deliveries`).length).toBeGreaterThan(0)
})

test('an event carries the name of the subgraph that told it, whatever its payload says', async () => {
  await as('billing')`
    select vetgraph.emit('audit.recorded', now(), ${events({ subgraph: 'identity', action: 'role.edit' })}::text::json)`
  const told = await admin`
    select emitter from vetgraph.deliveries where event = 'audit.recorded' and payload ->> 'action' = 'role.edit'`
  expect(told).toEqual([{ emitter: 'billing' }])
})

test('jobs that carry their event themselves, as before 2026-11-29, become deliveries; handled ones do not', async () => {
  const before = (id: string) => ({
    id,
    at: '2026-11-28T10:00:00.000Z',
    payload: { id: uuidv7(), name: 'Bella' },
  })
  const [waiting, handled] = [before(uuidv7()), before(uuidv7())]
  for (const event of [waiting, handled]) {
    await admin`
      select from graphile_worker.add_job('scheduling:pet.changed', ${JSON.stringify(event)}::text::json, 'scheduling:pet.changed/3')`
  }
  await admin`create table scheduling.inbox (event_id uuid, handled_at timestamptz)`
  await admin`insert into scheduling.inbox values (${handled.id}, now())`
  await moveEarlierJobs(admin, 'scheduling')
  const moved = await admin`
    select id, entity, event, emitter, payload from vetgraph.deliveries where id in (${waiting.id}, ${handled.id})`
  expect(moved).toEqual([
    {
      id: waiting.id,
      entity: waiting.payload.id,
      event: 'pet.changed',
      emitter: 'clinical',
      payload: waiting.payload,
    },
  ])
  const jobs = await admin`
    select job.payload from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = task_id
    where identifier = 'scheduling:pet.changed' and job.payload ->> 'entity' in ('', ${waiting.payload.id}) order by job.id`
  expect(jobs.map(({ payload }) => (payload as { entity: string }).entity)).toEqual([waiting.payload.id, ''])
  expect(await admin`select from graphile_worker._private_jobs where job_queue_id is not null`).toHaveLength(
    0,
  )
})
