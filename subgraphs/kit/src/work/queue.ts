import type postgres from 'postgres'
import { roleOf } from '../database/db.ts'
import { emitters } from '../contracts/events.ts'
import type { SubgraphDefinition } from '../serving/subgraph.ts'

/**
 * The queue: events wait in `vetgraph.deliveries` until their consumer has handled them, each with a job of
 * graphile-worker that delivers it. The worker's role may run jobs and nothing else; a subgraph may tell the events and
 * plan the work that are its own, and take the deliveries made for it.
 */
const queueSchema = `
  create schema if not exists vetgraph;
  create table if not exists vetgraph.routes (
    event text, emitter text, consumers text[] not null, primary key (event, emitter)
  );
  create table if not exists vetgraph.deliveries (
    consumer text not null,
    entity text not null,
    position bigint not null generated always as identity,
    id uuid not null,
    event text not null,
    emitter text not null,
    at timestamptz not null,
    queued_at timestamptz not null default now(),
    payload json not null,
    primary key (consumer, entity, position)
  );
  alter table vetgraph.deliveries enable row level security;
  drop policy if exists own_deliveries on vetgraph.deliveries;
  create policy own_deliveries on vetgraph.deliveries using (consumer = substr(current_user, length('${roleOf('')}') + 1));
  -- Which connection each worker of graphile-worker lives by.
  create table if not exists vetgraph.workers (
    worker_id text primary key, pid integer not null, backend_start timestamptz not null
  );

  drop function if exists vetgraph.add_jobs;
  create or replace function vetgraph.emit(told text, told_at timestamptz, events json) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    teller text := substr(session_user, length('${roleOf('')}') + 1);
    hearers text[];
    jobs graphile_worker.job_spec[];
  begin
    select consumers into hearers from vetgraph.routes where event = told and emitter = teller;
    if hearers is null then
      raise insufficient_privilege using message = session_user || ' may not tell ' || told;
    end if;
    with added as (
      insert into vetgraph.deliveries (consumer, entity, id, event, emitter, at, payload)
      select hearer, each ->> 'entityId', (each ->> 'id')::uuid, told, teller, told_at, each -> 'payload'
      from json_array_elements(events) with ordinality as listed (each, number), unnest(hearers) hearer
      order by number
      returning consumer, entity, position
    )
    select array_agg((
        consumer || ':' || told, json_build_object('entity', entity, 'position', position), null, null, null, null, null, null
      )::graphile_worker.job_spec)
    into jobs from added;
    if jobs is not null then perform graphile_worker.add_jobs(jobs); end if;
  end $$;
  create or replace function vetgraph.add_work(task text, payload json, key text, at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if split_part(task, ':', 1) <> substr(session_user, length('${roleOf('')}') + 1) then
      raise insufficient_privilege using message = session_user || ' may not plan ' || task;
    end if;
    perform graphile_worker.add_job(task, payload, job_key := key, run_at := coalesce(at, now()));
  end $$;
  revoke all on function vetgraph.emit, vetgraph.add_work from public;

  grant usage on schema graphile_worker, vetgraph to vetgraph_worker;
  grant select, insert, delete on vetgraph.workers to vetgraph_worker;
  grant select on vetgraph.deliveries to vetgraph_worker;
  drop policy if exists worker_looks on vetgraph.deliveries;
  create policy worker_looks on vetgraph.deliveries for select to vetgraph_worker using (true);
  grant select, insert, update, delete on all tables in schema graphile_worker to vetgraph_worker;
  grant usage on all sequences in schema graphile_worker to vetgraph_worker;
  grant execute on all functions in schema graphile_worker to vetgraph_worker;
  do $$
  declare name text;
  begin
    for name in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
      execute format('drop policy if exists vetgraph_worker on graphile_worker.%I', name);
      execute format('create policy vetgraph_worker on graphile_worker.%I to vetgraph_worker using (true) with check (true)', name);
    end loop;
  end $$;`

export async function makeQueue(sql: postgres.Sql) {
  await sql.unsafe(queueSchema)
}

/** A subgraph may tell the events that are its own, plan its work, and take what was told to it. */
export const queueRights = (role: string) => `
  grant usage on schema vetgraph to ${role};
  grant execute on function vetgraph.emit, vetgraph.add_work to ${role};
  grant select, delete on vetgraph.deliveries to ${role};`

type Participant = Pick<SubgraphDefinition, 'name' | 'reactions'>

/** Stores which subgraph may emit each event and which consume it, from the subgraphs' reactions. */
export async function routeEvents(sql: postgres.Sql, subgraphs: readonly Participant[]) {
  const routes = Object.entries(emitters).flatMap(([event, emitter]) => {
    const consumers = subgraphs.filter(({ reactions }) => event in reactions).map(({ name }) => name)
    return (emitter ? [emitter] : subgraphs.map(({ name }) => name)).map((emitter) => ({
      event,
      emitter,
      consumers,
    }))
  })
  await sql`
    with fresh as (
      select event, emitter, array(select json_array_elements_text(consumers)) as consumers
      from json_to_recordset(${JSON.stringify(routes)}::text::json) as route (event text, emitter text, consumers json)
    ), gone as (
      delete from vetgraph.routes where (event, emitter) not in (select event, emitter from fresh)
    )
    insert into vetgraph.routes select * from fresh
    on conflict (event, emitter) do update set consumers = excluded.consumers`
}

/** Turns jobs that carry their event themselves, as they did until 2026-11-29, into deliveries. */
export async function moveEarlierJobs(sql: postgres.Sql, subgraph: string) {
  const [inbox] = await sql`select to_regclass(${`${subgraph}.inbox`}) as known`
  if (!inbox?.['known']) return
  await sql`
    with earlier as (
      select job.id as job, substr(identifier, length(${subgraph}) + 2) as event, job.payload
      from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
      where identifier like ${`${subgraph}:%`} and job.payload -> 'payload' is not null
    ), moved as (
      insert into vetgraph.deliveries (consumer, entity, id, event, emitter, at, payload)
      select ${subgraph}, coalesce(payload -> 'payload' ->> 'id', payload ->> 'id'), (payload ->> 'id')::uuid, event,
        coalesce(payload -> 'payload' ->> 'subgraph', (select min(emitter) from vetgraph.routes where routes.event = earlier.event)),
        (payload ->> 'at')::timestamptz, payload -> 'payload'
      from earlier where (payload ->> 'id')::uuid not in (select event_id from ${sql(subgraph)}.inbox)
      order by job
      returning id, entity, position
    )
    update graphile_worker._private_jobs job
    set job_queue_id = null, payload = coalesce(
      (select json_build_object('entity', entity, 'position', position) from moved where moved.id = (earlier.payload ->> 'id')::uuid),
      json_build_object('entity', '', 'position', 0))
    from earlier where earlier.job = job.id`
}
