import { parseArgs } from 'node:util'
import { type Config, configFrom } from './start/config.ts'
import { DataDirectory } from './start/data-directory.ts'
import { openHospital } from './start/database.ts'
import { sentenceFor, StartFailure } from './start/failure.ts'
import { emptyHospital, isEmpty, loadDemo, migrateHospital } from './start/hospital.ts'
import { loadDefinitions } from './definitions.ts'

function optionsFrom(argv: string[]) {
  const { values } = parseArgs({
    args: argv,
    options: {
      pets: { type: 'string', default: '200' },
      years: { type: 'string', default: '1' },
      replace: { type: 'boolean', default: false },
    },
  })
  const [pets, years] = [Number(values.pets), Number(values.years)]
  if (!Number.isInteger(pets) || pets < 1 || !Number.isInteger(years) || years < 1) {
    throw new StartFailure('Say how large: pnpm demo --pets 10000 --years 5 [--replace].')
  }
  return { pets, years, replace: values.replace }
}

/** Fills the database with a demo hospital of any size; one that is in use only after `--replace`. */
async function fill(config: Config, directory: DataDirectory) {
  const { pets, years, replace } = optionsFrom(process.argv.slice(2).filter((argument) => argument !== '--'))
  const hospital = await openHospital(config.databaseUrl, directory)
  try {
    const database = { url: hospital.url, secret: config.secret ?? directory.secret('secret') }
    const definitions = await loadDefinitions()
    await migrateHospital(database, definitions)
    if (!(await isEmpty(database, definitions))) {
      if (!replace) throw new StartFailure('The database has a hospital already; --replace removes it first.')
      await emptyHospital(database, definitions)
    }
    const startedAt = performance.now()
    await loadDemo(database, definitions, { pets, years }, (name) => console.log(`  ${name} …`))
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
    console.log(`A hospital with ${pets} pets and ${years} years of history was loaded in ${seconds} s.`)
  } finally {
    await hospital.stop()
  }
}

let directory: DataDirectory | null = null
try {
  const config = configFrom(process.env)
  directory = DataDirectory.open(config.dataDirectory)
  await fill(config, directory)
} catch (error) {
  console.error(sentenceFor(error))
  process.exitCode = 1
} finally {
  directory?.release()
}
process.exit()
