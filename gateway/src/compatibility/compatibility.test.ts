import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace'
import { startStandaloneServer } from '@apollo/server/standalone'
import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { pino } from 'pino'
import { afterAll, describe, expect, it, test } from 'vitest'
import { type Context, systemRequest, systemViewer } from '@vetgraph/kit/context'
import { EndedSessions } from '@vetgraph/kit/ended-sessions'
import { TokenVerifier } from '@vetgraph/kit/tokens'
import { ForeignSubgraphs } from '../foreign.ts'
import { RateLimits } from '../edge/rate-limits.ts'
import { openGateway } from '../gateway.ts'
import { Graph } from '../graph.ts'
import { Registered } from '../operations/registered.ts'
import { Sessions } from '../session.ts'
import { productsSubgraph } from './products.ts'

/*
 * Apollo's published subgraph compatibility tests, all of them and unchanged: their own assertions,
 * their own `users` and `inventory` subgraphs, our `products` by kit/subgraph.ts, and our gateway in
 * place of the router that their runner downloads. Federated tracing (`ftv1`) is Apollo Server's,
 * which serves the products here: our subgraphs themselves do not trace.
 */
const require = createRequire(import.meta.url)
const published = dirname(require.resolve('@apollo/federation-subgraph-compatibility-tests/package.json'))

const stops: Array<() => Promise<void>> = []

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** One of the two subgraphs that the package brings along, as it starts them. */
async function startPublished(name: 'users' | 'inventory') {
  const directory = join(published, 'dist/subgraphs', name)
  const port = await freePort()
  const child: ChildProcess = spawn(process.execPath, ['index.js'], {
    cwd: directory,
    env: { ...process.env, [`${name.toUpperCase()}_PORT`]: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  stops.push(async () => {
    child.kill()
    await ended
  })
  const failed = ended.then(() => Promise.reject(new Error(`the published subgraph ${name} did not start`)))
  failed.catch(() => {})
  await Promise.race([new Promise((resolve) => child.once('message', resolve)), failed])
  const typeDefs = parse(readFileSync(join(directory, `${name}.graphql`), 'utf8'))
  return { name, url: `http://localhost:${port}/`, typeDefs }
}

async function startProducts() {
  const server = new ApolloServer<Context>({
    schema: productsSubgraph.schema,
    plugins: [ApolloServerPluginInlineTrace()],
  })
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async () =>
      ({ ...systemRequest('compatibility'), viewer: systemViewer, loaders: new Map() }) as unknown as Context,
  })
  stops.push(() => server.stop())
  return { name: 'products', url, typeDefs: parse(productsSubgraph.sdl) }
}

async function startGateway(supergraphSdl: string, addresses: Record<string, string>): Promise<string> {
  const log = pino({ level: 'silent' })
  const subgraphs = new ForeignSubgraphs(addresses)
  stops.push(() => subgraphs.stop())
  const graph = new Graph({
    supergraphSdl,
    links: subgraphs.links,
    introspection: true,
    registered: new Registered([]),
    registeredOnly: false,
    rateLimits: new RateLimits({ log, points: {} }),
    log,
  })
  const gateway = await openGateway({
    graph,
    sessions: new Sessions(new TokenVerifier(() => subgraphs.publicKeys(), new EndedSessions()), log),
    subgraphs,
    webDirectory: null,
    introspection: true,
    sandbox: false,
    allowedOrigins: [],
    trustProxy: false,
    log,
  })
  await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve))
  stops.push(() => gateway.close())
  return `http://127.0.0.1:${(gateway.server.address() as AddressInfo).port}/graphql`
}

// Before the tests are known: they read the addresses as they are loaded.
const services = await Promise.all([startProducts(), startPublished('users'), startPublished('inventory')])
const composed = composeServices(services)
if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'))
process.env['PRODUCTS_URL'] = services[0].url
const client = require(join(published, 'dist/utils/client.js')) as { ROUTER_URL: string }
client.ROUTER_URL = await startGateway(
  composed.supergraphSdl,
  Object.fromEntries(services.map(({ name, url }) => [name, url])),
)
// What jest would give them.
Object.assign(globalThis, { describe, expect, it, test })

afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})

const files = readdirSync(join(published, 'dist/tests')).filter((file) => file.endsWith('.test.js'))

describe.each(files)('as Apollo tests a subgraph: %s', (file) => {
  require(join(published, 'dist/tests', file))
})
