import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations } from 'graphile-worker'
import type postgres from 'postgres'
import { connect } from './connect.ts'
import { type DatabaseConfig, passwordOf, postgresFailure, roleOf } from './db.ts'

interface Migrated {
  name: string
  migrations: string
}

const lock = 7_301_966

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

async function makeRole(sql: postgres.Sql, role: string, secret: string) {
  const [known] = await sql`select 1 from pg_roles where rolname = ${role}`
  if (!known) await sql.unsafe(`create role ${role} login`)
  await sql.unsafe(`alter role ${role} password ${literal(passwordOf(role, secret))}`)
}

/** The worker's role may run jobs and nothing else; the subgraphs may only add them. */
const workerRights = `
  create schema if not exists vetgraph;
  create or replace function vetgraph.add_jobs(tasks text[], payload json, entity text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare task text;
  begin
    foreach task in array tasks loop
      -- What is told of one thing runs one after the other. Every queue's row stays and is read for every job: so few.
      perform graphile_worker.add_job(task, payload, queue_name := task || '/' || (hashtext(entity) & 15));
    end loop;
  end $$;
  create or replace function vetgraph.add_work(task text, payload json, key text, at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job(task, payload, job_key := key, run_at := coalesce(at, now()));
  end $$;
  revoke all on function vetgraph.add_jobs, vetgraph.add_work from public;
  grant usage on schema graphile_worker to vetgraph_worker;
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

/**
 * Brings the database to the present shape as its owner: extensions, the queue, and for every
 * subgraph a role, a schema that only this role may use, and its migrations. Safe to run from
 * several processes at once.
 */
export async function migrateAll(config: DatabaseConfig, subgraphs: readonly Migrated[]) {
  const sql = connect(config.url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${lock})`
    await sql.unsafe('create extension if not exists btree_gist; create extension if not exists pg_trgm;')
    await runMigrations({ connectionString: config.url })
    await makeRole(sql, 'vetgraph_worker', config.secret)
    await sql.unsafe(workerRights)
    for (const { name, migrations } of subgraphs) {
      const role = roleOf(name)
      await makeRole(sql, role, config.secret)
      await sql.unsafe(`
        create schema if not exists ${name};
        grant usage on schema ${name}, vetgraph to ${role};
        grant execute on function vetgraph.add_jobs, vetgraph.add_work to ${role};
        alter default privileges in schema ${name} grant select, insert, update, delete on tables to ${role};
        alter default privileges in schema ${name} grant usage on sequences to ${role};`)
      // drizzle-kit names an enum's type in a column without its schema.
      await sql.unsafe(`set search_path to ${name}, public`)
      await migrate(drizzle(sql), {
        migrationsFolder: migrations,
        migrationsSchema: name,
        migrationsTable: 'migrations',
      })
    }
    await sql`select pg_advisory_unlock(${lock})`
  } finally {
    await sql.end()
  }
}

const noTable = '42P01'

/** Whether the subgraph's schema has every migration that this code knows; asked as the subgraph's own role. */
export async function isMigrated(sql: postgres.Sql, { name, migrations }: Migrated): Promise<boolean> {
  const journal = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')) as {
    entries: Array<{ when: number }>
  }
  try {
    const [row] = await sql`select max(created_at)::float as latest from ${sql(name)}.migrations`
    return Number(row?.['latest']) >= (journal.entries.at(-1)?.when ?? 0)
  } catch (error) {
    if (postgresFailure(error)?.code === noTable) return false
    throw error
  }
}
