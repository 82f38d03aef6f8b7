import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../database/connect.ts'
import type { TestProject } from 'vitest/node'
import { migrateAll } from '../database/migrate.ts'
import { startEmbedded } from '../database/postgres.ts'
import type { SubgraphDefinition } from '../serving/subgraph.ts'
import { type SubgraphName, subgraphNames } from '../contracts/subgraph-names.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's address with the migrated template database, and the roles' secret. */
    postgres: { url: string; secret: string }
  }
}

const template = 'vetgraph_template'

async function definitionOf(name: SubgraphName): Promise<SubgraphDefinition> {
  const schema = (await import(new URL(`../../../${name}/src/schema.ts`, import.meta.url).href)) as {
    [name in SubgraphName]: SubgraphDefinition
  }
  return schema[name]
}

/** Once per run: a real PostgreSQL with one migrated template, of which every test file clones its own. */
export default async function testingServer(project: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), 'vetgraph-test-'))
  const secret = randomUUID()
  const server = await startEmbedded(join(directory, 'postgres'), {
    database: template,
    password: randomUUID(),
    flags: [
      ...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
      // Every worker may have a distributed hospital, whose parts have a pool each.
      ...['-c', 'max_connections=1000'],
    ],
  })
  const stop = async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  try {
    await migrateAll({ url: server.url, secret }, await Promise.all(subgraphNames.map(definitionOf)))
  } catch (error) {
    await stop()
    throw error
  }
  const sql = connect(server.url.replace(template, 'postgres'), { max: 1 })
  await sql.unsafe(`alter database ${template} with is_template true allow_connections false`)
  await sql.end()
  project.provide('postgres', { url: server.url, secret })
  return stop
}
