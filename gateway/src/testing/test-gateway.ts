import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { accountAtBy } from '@vetgraph/kit/access/known-device'
import type { SubgraphRuntime } from '@vetgraph/kit/serving/runtime'
import { SubgraphServer } from '@vetgraph/kit/serving/server'
import type { SubgraphDefinition } from '@vetgraph/kit/serving/subgraph'
import { type Settings, settingsFrom } from '@vetgraph/kit/settings'
import { asRole, cloneDatabase, temporaryData } from '@vetgraph/kit/testing/subgraph'
import { TokenVerifier } from '@vetgraph/kit/access/tokens'
import { compose } from '../compose.ts'
import { openGateway } from '../gateway.ts'
import { RateLimits } from '../edge/rate-limits.ts'
import type { RateLimitPoints } from '../edge/rate-policies.ts'
import { Graph } from '../graph.ts'
import { Sessions } from '../session.ts'
import { Registered } from '../operations/registered.ts'
import { Subgraphs } from '../subgraphs.ts'
import { fixture } from './fixture.ts'
import { TestSocket } from './test-socket.ts'
import { tokenFor } from './test-tokens.ts'

export const topologies = ['one process', 'distributed'] as const

export type Topology = (typeof topologies)[number]

interface Setup {
  now?: () => Date
  production?: boolean
  webDirectory?: string
  allowedOrigins?: string[]
  trustProxy?: boolean
  deadline?: number
  rateLimits?: RateLimitPoints
  maxOpenOperations?: number
  pingInterval?: number
  /** The only operations that owners and visitors may send. */
  registered?: string[]
  redisUrl?: string
  settings?: Partial<Settings>
  /** What it is a hospital of; else the fixture's. */
  definitions?: readonly SubgraphDefinition[]
  /** Another gateway of the same hospital: both use its database, and its subgraphs where they are remote. */
  beside?: SharedParts
}

interface SharedParts {
  database: Awaited<ReturnType<typeof cloneDatabase>>
  remote: Record<string, string>
  runtimeOf: (name: string) => SubgraphRuntime
}

/** The fixture's subgraphs behind a gateway on a real port, in either topology. */
export async function openTestGateway(topology: Topology, setup: Setup = {}) {
  const { now, production = false, deadline, redisUrl, beside, definitions = fixture } = setup
  const database = beside?.database ?? (await cloneDatabase())
  const data = temporaryData()
  const settings: Settings = {
    ...settingsFrom({ DATA_DIR: data.directory }, 'http://localhost:4000'),
    ...setup.settings,
  }
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
  const servers = new Map<string, SubgraphServer>()
  const remote: Record<string, string> = beside?.remote ?? {}
  const serve = async (definition: SubgraphDefinition, port = 0) => {
    const server = new SubgraphServer(definition, {
      database,
      port,
      host: '127.0.0.1',
      peers: remote,
      settings,
      log,
      ...(now ? { now } : {}),
      ...(redisUrl ? { redisUrl } : {}),
      get identityUrl() {
        return remote['identity']
      },
    })
    servers.set(definition.name, server)
    return server.start()
  }
  if (topology === 'distributed' && !beside) {
    for (const definition of definitions) remote[definition.name] = await serve(definition)
  }
  const subgraphs = new Subgraphs({
    placement: { local: topology === 'distributed' ? [] : definitions, remote },
    database,
    settings,
    log,
    ...(now ? { now } : {}),
    ...(deadline ? { deadline } : {}),
    ...(redisUrl ? { redisUrl } : {}),
  })
  await subgraphs.start()
  const rateLimits = new RateLimits({
    log,
    points: setup.rateLimits ?? {},
    accountAt: accountAtBy(database),
  })
  const graph = new Graph({
    supergraphSdl: compose(definitions).supergraph,
    links: subgraphs.links,
    introspection: !production,
    registered: new Registered(setup.registered ?? []),
    registeredOnly: setup.registered !== undefined,
    rateLimits,
    log,
  })
  const verifier = new TokenVerifier(
    () => subgraphs.publicKeys(),
    subgraphs.endedSessions,
    ...(now ? [now] : []),
  )
  const gateway = await openGateway({
    graph,
    sessions: new Sessions(verifier, log),
    subgraphs,
    oauth: { identity: subgraphs.links.get('identity')!, rateLimits, publicUrl: 'https://hospital.test' },
    webDirectory: setup.webDirectory ?? '/nonexistent',
    introspection: !production,
    sandbox: !production,
    allowedOrigins: setup.allowedOrigins ?? [],
    hosts: [],
    publicUrl: 'https://hospital.test',
    stripe: settings.stripe !== null,
    trustProxy: setup.trustProxy ?? false,
    maxOpenOperations: setup.maxOpenOperations,
    pingInterval: setup.pingInterval,
    log,
  })
  await new Promise<void>((done) => gateway.server.listen(0, '127.0.0.1', done))
  const { port } = gateway.server.address() as AddressInfo
  const web = `http://127.0.0.1:${port}`
  const vet = asRole('VET')
  const token = await tokenFor(vet)
  const runtimeOf = (name: string): SubgraphRuntime =>
    servers.get(name)?.runtime ??
    subgraphs.runtimes.find(({ definition }) => definition.name === name) ??
    beside!.runtimeOf(name)

  const post = async (
    body: unknown,
    headers: Record<string, string> = { authorization: `Bearer ${token}` },
  ) => {
    const response = await fetch(`${web}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer }
  }
  return {
    web,
    port,
    graph,
    gateway,
    vet,
    token,
    subgraphs,
    database,
    remote,
    runtimeOf,
    remoteOf: (name: string) => remote[name]!,
    post,
    query: async (query: string, variables: Record<string, unknown> = {}) =>
      (await post({ query, variables })).body,
    socket: (params?: object) =>
      TestSocket.open(`ws://127.0.0.1:${port}/graphql`, params ?? { authorization: `Bearer ${token}` }),
    /** Kills one remote subgraph; answers how to bring it back at the same address. */
    kill: async (name: string) => {
      await servers.get(name)!.stop()
      const definition = definitions.find((definition) => definition.name === name)!
      return () => serve(definition, Number(new URL(remote[name]!).port))
    },
    close: async () => {
      await gateway.close()
      await subgraphs.stop()
      await Promise.all([...servers.values()].map((server) => server.stop().catch(() => {})))
      if (!beside) await database.drop()
      await data.remove()
    },
  }
}

export interface Answer {
  data?: Record<string, unknown> | null
  errors?: Array<{ message: string; path?: unknown[]; extensions: Record<string, unknown> }>
  extensions?: Record<string, unknown>
}
