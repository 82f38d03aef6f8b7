import { configFrom } from './start/config.ts'
import { checkDatabase } from './start/database.ts'
import { sentenceFor, StartFailure } from './start/failure.ts'
import { loadDemo, migrateHospital, prepareDemo } from './start/hospital.ts'
import { loadDefinitions } from './definitions.ts'

/** Migrates the database at DATABASE_URL, for deployments in which the subgraphs run elsewhere. */
async function migrate() {
  const config = configFrom(process.env)
  const { databaseUrl, secret } = config
  if (!databaseUrl || !secret) throw new StartFailure('Set DATABASE_URL and VETGRAPH_SECRET.')
  await checkDatabase(databaseUrl)
  const database = { url: databaseUrl, secret }
  const definitions = await loadDefinitions()
  await migrateHospital(database, definitions)
  // This command loads the demo when it is asked to, and never by itself.
  const demo = config.demo && Boolean(process.env['DEMO'])
  const hasDemo = await prepareDemo({ ...config, demo }, database, definitions, () =>
    loadDemo(database, definitions, { pets: 200, years: 1 }),
  )
  console.log(hasDemo ? 'The database is migrated and has the demo hospital.' : 'The database is migrated.')
}

try {
  await migrate()
} catch (error) {
  console.error(sentenceFor(error))
  process.exitCode = 1
}
