import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace'
import { startStandaloneServer } from '@apollo/server/standalone'
import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { afterAll, describe, expect, it, test } from 'vitest'
import { freePort } from '@vetgraph/kit/database/postgres'
import { type Context, systemRequest, systemViewer } from '@vetgraph/kit/context'
import { startWith } from '../testing/foreign-gateway.ts'
import { productsSubgraph } from './products.ts'

/*
 * Apollo's published subgraph compatibility tests, all of them and unchanged: their own assertions,
 * their own `users` and `inventory` subgraphs, our `products` by kit/serving/subgraph.ts, and our gateway in
 * place of the router that their runner downloads. Federated tracing (`ftv1`) is Apollo Server's,
 * which serves the products here: our subgraphs themselves do not trace.
 */
const require = createRequire(import.meta.url)
const published = dirname(require.resolve('@apollo/federation-subgraph-compatibility-tests/package.json'))

const stops: Array<() => Promise<void>> = []

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

// Before the tests are known: they read the addresses as they are loaded.
const services = await Promise.all([startProducts(), startPublished('users'), startPublished('inventory')])
const composed = composeServices(services)
if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'))
process.env['PRODUCTS_URL'] = services[0].url
const client = require(join(published, 'dist/utils/client.js')) as { ROUTER_URL: string }
const gateway = startWith(composed.supergraphSdl)
stops.push(async () => void (await gateway.stop()))
const failed = gateway.ended.then(async () => Promise.reject(new Error(await gateway.said)))
client.ROUTER_URL = await Promise.race([gateway.address, failed])
failed.catch(() => {})
// What jest would give them.
Object.assign(globalThis, { describe, expect, it, test })

afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})

const files = readdirSync(join(published, 'dist/tests')).filter((file) => file.endsWith('.test.js'))

describe.each(files)('as Apollo tests a subgraph: %s', (file) => {
  require(join(published, 'dist/tests', file))
})
