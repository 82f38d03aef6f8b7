import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations } from 'graphile-worker'
import type postgres from 'postgres'
import { connect } from './connect.ts'
import { passwordOf, postgresFailure, roleOf } from './db.ts'
import type { DatabaseConfig } from './database.ts'
import { chainSchema } from './hash-chain.ts'
import { makeQueue, moveEarlierJobs, queueRights, routeEvents } from '../work/queue.ts'
import type { SubgraphDefinition } from '../serving/subgraph.ts'

type Migrated = Pick<SubgraphDefinition, 'name' | 'migrations'>

const lock = 7_301_966

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

const rounds = 20

/** Another session made or changed the same role: 42710 and 23505, or an internal error of PostgreSQL that says so. */
function isConcurrentChange(error: unknown): boolean {
  const code = postgresFailure(error)?.code ?? ''
  return ['42710', '23505'].includes(code) || String(error).includes('tuple concurrently updated')
}

/** Roles are the server’s, and another of its databases may be migrated at this moment: then it is tried again. */
export async function makeRole(sql: postgres.Sql, role: string, secret: string) {
  for (let round = 1; ; round++) {
    try {
      const [known] = await sql`select 1 from pg_roles where rolname = ${role}`
      if (!known) await sql.unsafe(`create role ${role} login`)
      await sql.unsafe(`alter role ${role} password ${literal(passwordOf(role, secret))}`)
      return
    } catch (error) {
      if (round === rounds || !isConcurrentChange(error)) throw error
      await delay(10 * Math.random() * round)
    }
  }
}

/**
 * Brings the database to the present shape as its owner: extensions, the queue, and for every
 * subgraph a role, a schema that only this role may use, and its migrations. Safe to run from
 * several processes at once.
 */
export async function migrateAll(config: DatabaseConfig, subgraphs: readonly SubgraphDefinition[]) {
  const sql = connect(config.url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${lock})`
    await sql.unsafe('create extension if not exists btree_gist; create extension if not exists pg_trgm;')
    await runMigrations({ connectionString: config.url })
    await makeRole(sql, 'vetgraph_worker', config.secret)
    await makeQueue(sql)
    await sql.unsafe(chainSchema)
    await routeEvents(sql, subgraphs)
    for (const { name, migrations } of subgraphs) {
      const role = roleOf(name)
      await makeRole(sql, role, config.secret)
      await sql.unsafe(`
        create schema if not exists ${name};
        grant usage on schema ${name} to ${role};
        ${queueRights(role)}
        alter default privileges in schema ${name} grant select, insert, update, delete on tables to ${role};
        alter default privileges in schema ${name} grant usage on sequences to ${role};`)
      await moveEarlierJobs(sql, name)
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
