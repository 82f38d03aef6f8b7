import type postgres from 'postgres'
import { connect } from '@vetgraph/kit/database/connect'
import { knowsAllScripts } from '@vetgraph/kit/database/ctype'
import { pino, type Logger } from 'pino'
import { systemRequest } from '@vetgraph/kit/context'
import type { DatabaseConfig } from '@vetgraph/kit/database/database'
import { migrateAll } from '@vetgraph/kit/database/migrate'
import { settingsFrom } from '@vetgraph/kit/settings'
import type { DemoOptions, SubgraphDefinition } from '@vetgraph/kit/serving/subgraph'
import { Subgraphs } from '../subgraphs.ts'
import type { Config } from './config.ts'
import { StartFailure } from './failure.ts'

const missingRight = '42501'

/** Brings the database to the present shape. */
export async function migrateHospital(database: DatabaseConfig, definitions: readonly SubgraphDefinition[]) {
  try {
    await migrateAll(database, definitions)
  } catch (error) {
    if ((error as { code?: string }).code !== missingRight) throw error
    throw new StartFailure(
      'The user in DATABASE_URL may not create roles, schemas and extensions, which migrating needs.',
    )
  }
  const sql = connect(database.url, { max: 1, onnotice: () => {} })
  if (!(await knowsAllScripts(sql))) {
    console.error(
      "The database's LC_CTYPE knows no letters but ASCII, so that searches do not find Петров: create it with LC_CTYPE 'C.UTF-8'.",
    )
  }
  await sql.end()
}

/** Data about the deployment that belongs to no subgraph. */
async function withState<T>(database: DatabaseConfig, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = connect(database.url, { max: 1, onnotice: () => {} })
  try {
    await sql`create table if not exists vetgraph.state (key text primary key, value text not null)`
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const demoState = async (database: DatabaseConfig) => {
  const [state] = await withState(database, (sql) => sql`select value from vetgraph.state where key = 'demo'`)
  return (state?.['value'] ?? null) as 'loading' | 'loaded' | null
}

const setDemo = (sql: postgres.Sql, value: 'loading' | 'loaded') =>
  sql`insert into vetgraph.state values ('demo', ${value}) on conflict (key) do update set value = excluded.value`

/**
 * Fills an empty database with the demo hospital where it is wanted; answers whether the demo is what there is. Where it
 * must be asked for and was not, one that is there is not served either.
 */
export async function prepareDemo(
  { demo, exposed }: Pick<Config, 'demo' | 'exposed'>,
  database: DatabaseConfig,
  definitions: readonly SubgraphDefinition[],
  load: () => Promise<void>,
): Promise<boolean> {
  if (demo && (await isEmpty(database, definitions))) await load()
  const isThere = (await demoState(database)) !== null
  if (isThere && exposed && !demo) {
    throw new StartFailure(
      'The database holds the demo hospital, whose passwords everybody knows: set DEMO=on to serve it all the same, or begin with another DATA_DIR or DATABASE_URL.',
    )
  }
  return isThere
}

/** Whether nobody uses the hospital yet: it has no location, or a demo hospital was only half loaded. */
export async function isEmpty(
  database: DatabaseConfig,
  definitions: readonly SubgraphDefinition[],
): Promise<boolean> {
  if ((await demoState(database)) === 'loading') {
    await emptyHospital(database, definitions)
    return true
  }
  const identity = definitions.filter(({ name }) => name === 'identity')
  return withRuntimes(database, identity, pino({ level: 'silent' }), async (subgraphs) => {
    const [runtime] = subgraphs.runtimes
    const answer = await runtime!.execute({ query: '{ locations { id } }' }, systemRequest('empty'))
    if (answer.errors) throw new Error(answer.errors[0]?.message)
    return (answer.data?.['locations'] as unknown[]).length === 0
  })
}

/** Removes everything of the hospital and makes it anew, empty. */
export async function emptyHospital(database: DatabaseConfig, definitions: readonly SubgraphDefinition[]) {
  await withState(database, async (sql) => {
    await sql`delete from graphile_worker._private_jobs`
    await sql`delete from vetgraph.deliveries`
    for (const { name } of definitions) await sql`drop schema if exists ${sql(name)} cascade`
  })
  await migrateHospital(database, definitions)
}

async function withRuntimes<T>(
  database: DatabaseConfig,
  definitions: readonly SubgraphDefinition[],
  log: Logger,
  work: (subgraphs: Subgraphs) => Promise<T>,
): Promise<T> {
  // One moment for all: what has happened until now must be the same in every subgraph.
  const moment = new Date()
  const now = () => moment
  const settings = settingsFrom(process.env, 'http://localhost:4000')
  const subgraphs = new Subgraphs({
    placement: { local: definitions, remote: {} },
    database,
    settings,
    log,
    now,
  })
  try {
    return await work(subgraphs)
  } finally {
    await subgraphs.stop()
  }
}

/** Loads the demo hospital; one that was interrupted is loaded again from the start the next time. */
export async function loadDemo(
  database: DatabaseConfig,
  definitions: readonly SubgraphDefinition[],
  options: DemoOptions,
  onProgress: (subgraph: string) => void = () => {},
) {
  await withState(database, (sql) => setDemo(sql, 'loading'))
  await withRuntimes(database, definitions, pino({ level: 'warn' }), async ({ runtimes }) => {
    for (const runtime of runtimes) {
      const { name, demo } = runtime.definition
      if (!demo) continue
      onProgress(name)
      await demo(runtime.contextFor(systemRequest('demo')), options)
    }
  })
  await withState(database, async (sql) => {
    await sql`analyze`
    await setDemo(sql, 'loaded')
  })
}
