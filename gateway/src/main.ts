import '@vetgraph/kit/serving/inlining'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { DatabaseConfig } from '@vetgraph/kit/database/database'
import { EndedSessions } from '@vetgraph/kit/access/ended-sessions'
import { accountAtBy } from '@vetgraph/kit/access/known-device'
import { settingsFrom } from '@vetgraph/kit/settings'
import { subgraphNames } from '@vetgraph/kit/contracts/subgraph-names'
import { newLog } from '@vetgraph/kit/telemetry/logs'
import { startTelemetry } from '@vetgraph/kit/telemetry/start'
import { TokenVerifier } from '@vetgraph/kit/access/tokens'
import { RateLimits } from './edge/rate-limits.ts'
import { openGateway } from './gateway.ts'
import { Graph, type GraphOptions } from './graph.ts'
import { Registered } from './operations/registered.ts'
import { Sessions } from './session.ts'
import { demoAccounts, openDemoWarning } from './start/accounts.ts'
import { Children } from './start/children.ts'
import { type Config, configFrom, root } from './start/config.ts'
import { DataDirectory } from './start/data-directory.ts'
import { openHospital } from './start/database.ts'
import { sentenceFor, StartFailure } from './start/failure.ts'
import { loadDemo, migrateHospital, prepareDemo } from './start/hospital.ts'
import { buildWeb, isWebStale, webDirectory } from './start/web-build.ts'
import { ForeignSubgraphs, readSupergraph } from './foreign.ts'
import { loadDefinitions } from './definitions.ts'
import { Subgraphs } from './subgraphs.ts'

/** How long shutdown may take: pending responses, then everything that was started. */
const graceful = 15_000

/** What has been started, to be stopped in the opposite order. */
const running: Array<() => Promise<void> | void> = []

async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  process.stdout.write(`  ${label} … `)
  const result = await work()
  process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
  return result
}

/** Takes the port before the slow work begins; until everything runs, it answers that it is starting. */
async function takePort({ port, host }: Config): Promise<Server> {
  const server = createServer()
  const waiting: RequestListener = (request, response) => {
    // Alive, so that nobody ends it while it migrates.
    if (request.url === '/health/live') return void response.end('{"status":"live"}')
    if (request.url === '/health/ready') {
      return void response.writeHead(503).end('{"status":"not ready","missing":["start"]}')
    }
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '2' })
    const error = {
      message: 'Vetgraph is starting.',
      extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 2 },
    }
    response.end(JSON.stringify({ errors: [error] }))
  }
  server.on('request', waiting)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = {
        EADDRINUSE: `Port ${port} is taken: stop what uses it, or set PORT to another one.`,
        EACCES: `Port ${port} may not be used by this user: set PORT to one above 1023.`,
        EADDRNOTAVAIL: `HOST ${host} is no address of this machine.`,
        ENOTFOUND: `HOST ${host} is no address of this machine.`,
      }[error.code ?? '']
      reject(reason ? new StartFailure(reason) : error)
    })
    server.listen(port, host, resolve)
  })
  return server
}

/** Telemetry starts first, so that it sees everything else. */
async function openTelemetry({ telemetry }: Config) {
  const { metricsPort, metricsHost } = telemetry
  const started = await startTelemetry('gateway', telemetry).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall !== 'listen') throw error
    throw new StartFailure(`METRICS_PORT ${metricsPort} cannot be used at ${metricsHost} (${error.code}).`)
  })
  running.push(() => started.stop())
}

/** Migrates, and fills an empty database with the demo hospital where it is wanted. */
async function prepare(config: Config, database: DatabaseConfig) {
  const definitions = await step('Loading the subgraphs', loadDefinitions)
  await step('Migrating the database', () => migrateHospital(database, definitions))
  const hasDemo = await prepareDemo(config, database, definitions, () =>
    step('Loading the demo hospital', () => loadDemo(database, definitions, { pets: 200, years: 1 })),
  )
  return { definitions, hasDemo }
}

async function start(config: Config, distributed: boolean) {
  console.log('Vetgraph is starting.')
  const directory = DataDirectory.open(config.dataDirectory)
  running.push(() => directory.release())
  const server = await takePort(config)
  running.push(() => void server.close())
  await openTelemetry(config)
  const settings = settingsFrom(process.env, addressOf(config, server))
  const secret = config.secret ?? directory.secret('secret')
  const web = config.buildWeb && isWebStale() ? buildWeb() : null

  // A gateway whose subgraphs all run elsewhere needs no database: they migrate and fill it.
  const alone = subgraphNames.every((name) => config.remote[name])
  let database: DatabaseConfig = { url: config.databaseUrl ?? '', secret }
  let local: Awaited<ReturnType<typeof loadDefinitions>> = []
  let remote = config.remote
  let hasDemo = config.demo
  if (!alone) {
    const hospital = await step(config.databaseUrl ? 'Checking PostgreSQL' : 'Starting PostgreSQL', () =>
      openHospital(config.databaseUrl, directory),
    )
    running.push(() => hospital.stop())
    database = { url: hospital.url, secret }
    const prepared = await prepare(config, database)
    const { definitions } = prepared
    hasDemo &&= prepared.hasDemo
    if (distributed) {
      const children = await step('Starting the subgraphs', () => Children.start(database, settings))
      running.push(() => children.stop())
      process.on('exit', () => children.kill())
      remote = children.urls
    } else {
      local = definitions.filter(({ name }) => !config.remote[name])
    }
  }

  const log = newLog('gateway', config.logLevel)
  const subgraphs = new Subgraphs({
    placement: { local, remote },
    database,
    settings,
    redisUrl: config.redisUrl,
    log,
  })
  running.push(() => subgraphs.stop())
  await step('Starting the subgraphs', () => subgraphs.start())
  if (web) {
    const failure = await step('Building the web client', () => web)
    if (failure) console.error(`The web client could not be built; the graph works without it:\n${failure}`)
  }
  await open(config, server, log, {
    supergraphSdl: readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8'),
    subgraphs,
    accountAt: accountAtBy(database),
    endedSessions: subgraphs.endedSessions,
    publicUrl: settings.publicUrl,
    registered: Registered.from(join(root, 'schema/operations.json')),
    registeredOnly: config.registeredOnly,
    webDirectory,
  })
  announce(config, directory, server, { remote, hasDemo })
}

interface Served extends Pick<GraphOptions, 'supergraphSdl' | 'registered' | 'registeredOnly'> {
  subgraphs: Subgraphs | ForeignSubgraphs
  /** Which accounts browsers are known to; null when they are not ours. */
  accountAt: ReturnType<typeof accountAtBy> | null
  endedSessions: EndedSessions
  /** Where the hospital is found; null when its accounts are not ours. */
  publicUrl: string | null
  webDirectory: string | null
}

/** Opens the gateway over what is served. */
async function open(
  config: Config,
  server: Server,
  log: Logger,
  { subgraphs, accountAt, endedSessions, publicUrl, webDirectory, ...graphOf }: Served,
) {
  const { introspection, sandbox, allowedOrigins, trustProxy, redisUrl, rateLimits: points } = config
  const rateLimits = new RateLimits({ redisUrl, points, log, ...(accountAt ? { accountAt } : {}) })
  running.push(() => rateLimits.close())
  const graph = new Graph({ ...graphOf, links: subgraphs.links, introspection, rateLimits, log })
  const verifier = new TokenVerifier(() => subgraphs.publicKeys(), endedSessions)
  const identity = subgraphs.links.get('identity')
  const gateway = await step('Opening the graph', () =>
    openGateway({
      graph,
      sessions: new Sessions(verifier, log),
      subgraphs,
      oauth: identity && publicUrl ? { identity, rateLimits, publicUrl } : null,
      webDirectory,
      introspection,
      sandbox,
      allowedOrigins,
      hosts: [config.host, ...config.allowedHosts],
      publicUrl,
      stripe: config.stripe,
      trustProxy,
      maxOpenOperations: config.maxOpenOperations,
      metricsToken: config.telemetry.metricsToken,
      log,
      server,
    }),
  )
  running.push(() => gateway.close())
}

/** Serves somebody else's supergraph: a gateway and nothing of the hospital. */
async function startFederation(config: Config, path: string) {
  console.log(`Vetgraph is starting with the supergraph ${path}.`)
  const { supergraphSdl, addresses } = readSupergraph(path)
  const server = await takePort(config)
  running.push(() => void server.close())
  await openTelemetry(config)
  const log = newLog('gateway', config.logLevel)
  const subgraphs = new ForeignSubgraphs(addresses, log)
  running.push(() => subgraphs.stop())
  await open(config, server, log, {
    supergraphSdl,
    subgraphs,
    accountAt: null,
    endedSessions: new EndedSessions(),
    publicUrl: null,
    registered: new Registered([]),
    registeredOnly: false,
    webDirectory: null,
  })
  console.log(`\nThe graph is at ${addressOf(config, server)}/graphql.\n\nPress Ctrl-C to stop.`)
}

function addressOf(config: Config, server: Server): string {
  const { port } = server.address() as AddressInfo
  const host = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(config.host) ? 'localhost' : config.host
  return `http://${host}:${port}`
}

interface Announced {
  remote: Config['remote']
  hasDemo: boolean
}

function announce(config: Config, directory: DataDirectory, server: Server, { remote, hasDemo }: Announced) {
  const web = addressOf(config, server)
  const accounts = hasDemo ? demoAccounts : []
  directory.announce({
    http: `${web}/graphql`,
    ws: `${web.replace('http', 'ws')}/graphql`,
    web,
    subgraphs: Object.fromEntries(subgraphNames.map((name) => [name, remote[name] ?? null])),
    accounts,
  })
  console.log(`\nVetgraph is ready at ${web}, its graph at ${web}/graphql.`)
  if (accounts.length > 0) {
    console.log('\nSign in with one of the demo accounts:')
    for (const { role, email, password } of accounts) {
      console.log(`  ${role.toLowerCase().padEnd(14)}${email.padEnd(22)}${password}`)
    }
    if (config.exposed) console.log(`\n${openDemoWarning}`)
  }
  console.log('\nPress Ctrl-C to stop.')
}

let stoppingSince: number | null = null

async function stop(exitCode: number) {
  stoppingSince ??= performance.now()
  setTimeout(() => process.exit(1), graceful).unref()
  for (const end of running.reverse()) {
    try {
      await end()
    } catch (error) {
      console.error(sentenceFor(error))
    }
  }
  process.exit(exitCode)
}

/** A terminal, npx and pnpm each pass on the same Ctrl-C; only a later one is meant to force. */
const sameKeystroke = 1_000

function onSignal() {
  if (stoppingSince !== null) {
    if (performance.now() - stoppingSince > sameKeystroke) process.exit(1)
    return
  }
  console.log('\nVetgraph is stopping; press Ctrl-C again to force it.')
  void stop(0)
}

/** Runs Vetgraph until it is told to stop. */
export async function main(flags: readonly string[]) {
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  // A terminal that is closed; without one (`nohup`) the hangup is nothing to us.
  if (process.stdout.isTTY) process.on('SIGHUP', onSignal)
  // stdout was closed (`| head`); the server goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  // An unhandled error of one request must not end the process.
  process.on('unhandledRejection', (reason) =>
    console.error('Nobody waited for what failed:', reason instanceof Error ? reason.stack : reason),
  )
  try {
    const config = configFrom(process.env)
    if (config.supergraph) await startFederation(config, config.supergraph)
    else await start(config, flags.includes('--distributed'))
  } catch (error) {
    process.stdout.write('\n')
    console.error(sentenceFor(error))
    if (process.env['LOG_LEVEL'] === 'debug') console.error(error)
    await stop(1)
  }
}
