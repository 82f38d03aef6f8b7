import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { systemRequest } from '@vetgraph/kit/context'
import type { DatabaseConfig } from '@vetgraph/kit/database/database'
import { EndedSessions, endedSessionsOperation } from '@vetgraph/kit/access/ended-sessions'
import { unavailable } from '@vetgraph/kit/errors'
import type { Settings } from '@vetgraph/kit/settings'
import type { Crons } from '@vetgraph/kit/work/work'
import { askPeerBy } from '@vetgraph/kit/contracts/peers'
import { RedisSignals } from '@vetgraph/kit/work/redis-signals'
import { SubgraphRuntime } from '@vetgraph/kit/serving/runtime'
import type { SubgraphDefinition } from '@vetgraph/kit/serving/subgraph'
import type { SubgraphName } from '@vetgraph/kit/contracts/subgraph-names'
import { gatewaySecretOf } from '@vetgraph/kit/serving/wire'
import { cronsOf, type RunningWorker, runWorker } from '@vetgraph/kit/work/worker'
import { localLink, remoteLink } from './data-source.ts'
import type { SubgraphLink } from './link.ts'

export interface Placement {
  /** Subgraphs that run in this process. */
  local: readonly SubgraphDefinition[]
  /** Subgraphs that run elsewhere, by name. */
  remote: Readonly<Partial<Record<SubgraphName, string>>>
}

interface Options {
  placement: Placement
  database: DatabaseConfig
  settings?: Settings
  /** Where Redis carries the signals of the local subgraphs. */
  redisUrl?: string | null
  log: Logger
  now?: () => Date
  /** How long a remote subgraph may take for one answer. */
  deadline?: number
  /** Connections per local subgraph. */
  poolSize?: number
}

/** What is missing before everything can be answered: what a local subgraph lacks, or a subgraph elsewhere by its name. */
export async function notReadyOf(links: ReadonlyMap<string, SubgraphLink>): Promise<string[]> {
  const states = await Promise.all(
    [...links].map(async ([name, link]) => {
      const state = await link.state()
      return state === 'ready' ? [] : [state === 'away' ? name : state]
    }),
  )
  return [...new Set(states.flat())]
}

/** The subgraphs as the gateway uses them: links to all, runtimes and the worker of the local ones. */
export class Subgraphs {
  readonly links = new Map<string, SubgraphLink>()
  readonly runtimes: SubgraphRuntime[] = []
  readonly endedSessions = new EndedSessions()
  private readonly redis: RedisSignals | null
  private worker: RunningWorker | null = null

  constructor(private readonly options: Options) {
    const { placement, database, settings, redisUrl, log, now, deadline, poolSize } = options
    this.redis = redisUrl && placement.local.length > 0 ? new RedisSignals(redisUrl, log) : null
    const askPeer = askPeerBy((name, operation, request) => {
      const link = this.links.get(name)
      if (!link) throw new Error(`there is no subgraph ${name}`)
      return link.execute(operation, request)
    }, randomUUID)
    for (const definition of placement.local) {
      const runtime = new SubgraphRuntime(definition, {
        database,
        askPeer,
        redis: this.redis,
        log,
        ...(settings ? { settings } : {}),
        ...(poolSize ? { poolSize } : {}),
        ...(now ? { now } : {}),
      })
      this.runtimes.push(runtime)
      this.links.set(definition.name, localLink(runtime))
    }
    const secret = gatewaySecretOf(database)
    for (const [name, url] of Object.entries(placement.remote)) {
      this.links.set(name, remoteLink({ name, url, secret, log, ...(deadline ? { deadline } : {}) }))
    }
  }

  async start() {
    await Promise.all(this.runtimes.map((runtime) => runtime.start()))
    const identity = this.links.get('identity')
    if (identity) {
      const hear = () => identity.subscribe(endedSessionsOperation, systemRequest(randomUUID()))
      await this.endedSessions.follow(hear, this.options.log)
    }
    if (this.runtimes.length === 0) return
    const taskList = Object.fromEntries(this.runtimes.flatMap((runtime) => Object.entries(runtime.tasks())))
    const crons = Object.assign({}, ...this.runtimes.map(({ definition }) => cronsOf(definition))) as Crons
    const { database, log } = this.options
    this.worker = await runWorker({ database, taskList, crons, log })
  }

  /** The public keys by which access tokens are verified, from identity wherever it runs. */
  async publicKeys(): Promise<{ keys: object[] }> {
    const runtime = this.runtimes.find(({ definition }) => definition.publicKeys)
    const url = this.options.placement.remote.identity
    if (!runtime && !url) return { keys: [] }
    try {
      if (runtime)
        return await runtime.definition.publicKeys!(runtime.contextFor(systemRequest(randomUUID())))
      const response = await fetch(new URL('/.well-known/jwks.json', url), {
        signal: AbortSignal.timeout(5_000),
      })
      if (response.ok) return (await response.json()) as { keys: object[] }
    } catch (err) {
      this.options.log.error({ err }, 'the keys of access tokens cannot be read')
    }
    throw unavailable('Nobody can sign in right now. Try again.')
  }

  notReady(): Promise<string[]> {
    return notReadyOf(this.links)
  }

  /** For how long the oldest job that is due has been waiting; null where no jobs run. */
  async oldestJobSeconds(): Promise<number | null> {
    return this.worker ? this.worker.oldestJobSeconds() : null
  }

  async stop() {
    await this.endedSessions.stop()
    await this.worker?.stop()
    await Promise.all([...this.links.values()].map((link) => link.close()))
    this.redis?.close()
  }
}
