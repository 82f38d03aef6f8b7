import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FormattedExecutionResult, GraphQLError } from 'graphql'
import type { Client } from 'graphql-ws'
import type { Logger } from 'pino'
import { type SubgraphRequest, systemRequest, type Viewer } from '../context.ts'
import type { DatabaseConfig } from '../database/database.ts'
import { EndedSessions, endedSessionsOperation } from '../access/ended-sessions.ts'
import { codeOf, ErrorCode, unauthenticated, unavailable } from '../errors.ts'
import { Drain } from './drain.ts'
import { hostCheck } from './hosts.ts'
import { LazyAbort } from './lazy-abort.ts'
import { connectToPeer } from './peer-socket.ts'
import { askPeerBy } from '../contracts/peers.ts'
import { RedisSignals } from '../work/redis-signals.ts'
import { acceptGateways, type Body, largestBody } from './server-sockets.ts'
import type { Settings } from '../settings.ts'
import { SubgraphRuntime } from './runtime.ts'
import type { SubgraphDefinition } from './subgraph.ts'
import { metrics } from '../telemetry/metrics.ts'
import { answersMetrics } from '../telemetry/start.ts'
import { inRequestSpan } from '../telemetry/tracing.ts'
import { answerFile, extensionsBeside, fileAddressOf } from './server-files.ts'
import { TokenVerifier } from '../access/tokens.ts'
import { cronsOf, type RunningWorker, runWorker } from '../work/worker.ts'
import {
  bearerOf,
  extensionsFor,
  gatewaySecretOf,
  headerOf,
  headersFor,
  isSameSecret,
  secretHeader,
  viewerFromWire,
} from './wire.ts'

const peerDeadline = 5_000
/** For how long the end waits for answers. */
const patience = 5_000

interface Options {
  database: DatabaseConfig
  port: number
  host: string
  /** Names by which it is reached, beside loopback and addresses. */
  hosts?: readonly string[]
  /** Where identity publishes its keys; not needed by identity itself. */
  identityUrl?: string
  /** Where the other subgraphs are, by name. */
  peers: Readonly<Record<string, string | undefined>>
  /** Where Redis carries the signals. */
  redisUrl?: string
  log: Logger
  /** Lets metrics be read here. */
  metricsToken?: string | null
  settings?: Settings
  now?: () => Date
}

const failed = (error: GraphQLError) => ({ errors: [error.toJSON()] })

const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })

/** By events, because a loop over the stream takes three times as long for a small body. */
const readAll = (message: IncomingMessage) =>
  new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    message.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > largestBody) reject(badRequest('The request is too large.'))
      else chunks.push(chunk)
    })
    message.on('end', () => resolve(Buffer.concat(chunks)))
    message.on('error', reject)
  })

async function readBody(message: IncomingMessage): Promise<Body> {
  const bytes = await readAll(message)
  try {
    return JSON.parse(bytes.toString()) as Body
  } catch {
    throw badRequest('The request body is not JSON.')
  }
}

/** Says how long the answer is, so that head and body leave as one packet. */
function sendJson(response: ServerResponse, status: number, body: object) {
  const text = JSON.stringify(body)
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text)
}

function cookiesOf(message: IncomingMessage): Record<string, string> {
  const pairs = (message.headers.cookie ?? '').split('; ').filter(Boolean)
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name, decodeURIComponent(value.join('='))]
    }),
  )
}

/** The keys of an identity that runs in another process. */
async function keysFrom(identityUrl: string): Promise<{ keys: object[] }> {
  const address = new URL('/.well-known/jwks.json', identityUrl)
  const response = await fetch(address, { signal: AbortSignal.timeout(peerDeadline) }).catch(() => null)
  if (!response?.ok) throw unavailable('Nobody can sign in right now. Try again.')
  return (await response.json()) as { keys: object[] }
}

/** One subgraph alone, over HTTP and graphql-ws, for a gateway that knows the secret. */
export class SubgraphServer {
  readonly runtime: SubgraphRuntime
  private readonly http = createServer()
  private readonly drain = new Drain(this.http)
  private readonly sockets: ReturnType<typeof acceptGateways>
  private readonly secret: string
  private readonly redis: RedisSignals | null
  private readonly ended = new EndedSessions()
  private readonly verifier: TokenVerifier
  private readonly isToUs: ReturnType<typeof hostCheck>
  private worker: RunningWorker | null = null
  private identity: Client | null = null

  constructor(
    definition: SubgraphDefinition,
    private readonly options: Options,
  ) {
    const { database, peers, log, identityUrl, redisUrl, settings, now } = options
    this.secret = gatewaySecretOf(database)
    this.isToUs = hostCheck(options.hosts ?? [])
    const askPeer = askPeerBy(async (name, operation, request) => {
      const url = peers[name]
      if (!url) throw new Error(`SUBGRAPH_${name.toUpperCase()}_URL is not set`)
      const response = await fetch(url, {
        method: 'POST',
        headers: headersFor(request, this.secret, false),
        body: JSON.stringify({ ...operation, extensions: extensionsFor(request) }),
        signal: AbortSignal.timeout(peerDeadline),
      }).catch(() => null)
      if (!response) throw unavailable()
      return (await response.json()) as FormattedExecutionResult
    }, randomUUID)
    this.redis = redisUrl ? new RedisSignals(redisUrl, log) : null
    const { redis } = this
    this.runtime = new SubgraphRuntime(definition, {
      database,
      askPeer,
      redis,
      log,
      ...(settings ? { settings } : {}),
      ...(now ? { now } : {}),
    })
    this.sockets = acceptGateways(this.http, {
      runtime: this.runtime,
      secret: this.secret,
      isToUs: this.isToUs,
      requestFrom: (body) =>
        this.requestFrom(body, body.extensions?.token ?? null, {
          idempotencyKey: null,
          cookies: {},
          abort: new LazyAbort(),
        }),
      log,
    })
    this.verifier = new TokenVerifier(
      () => (definition.publicKeys ? this.publicKeys() : keysFrom(identityUrl ?? '')),
      this.ended,
      ...(now ? [now] : []),
    )
  }

  /** Listens; answers the address of its graph. */
  async start(): Promise<string> {
    const { port, host, database, log } = this.options
    this.http.on('request', (message, response) => {
      const answer = () =>
        void this.answer(message, response).catch((error: unknown) => this.fail(response, error))
      inRequestSpan(message, response, answer)
    })
    await this.runtime.start()
    this.worker = await runWorker({
      database,
      taskList: this.runtime.tasks(),
      crons: cronsOf(this.runtime.definition),
      log,
    })
    if (this.runtime.definition.publicKeys || this.options.identityUrl)
      await this.ended.follow(() => this.hearEndedSessions(), log)
    this.http.keepAliveTimeout = 65_000
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', reject).listen(port, host, resolve)
    })
    return `http://${host}:${(this.http.address() as AddressInfo).port}/graphql`
  }

  async stop() {
    const drained = this.drain.end(patience)
    await this.sockets.close()
    await drained
    await this.ended.stop()
    await this.identity?.dispose()
    await this.worker?.stop()
    await this.runtime.stop()
    this.redis?.close()
  }

  private publicKeys() {
    const { definition } = this.runtime
    if (!definition.publicKeys) return Promise.resolve({ keys: [] })
    return definition.publicKeys(this.runtime.contextFor(systemRequest(randomUUID())))
  }

  private async hearEndedSessions() {
    const request = systemRequest(randomUUID())
    if (this.runtime.definition.publicKeys) return this.runtime.subscribe(endedSessionsOperation, request)
    this.identity ??= connectToPeer(this.options.identityUrl ?? '', this.secret)
    return this.identity.iterate({ ...endedSessionsOperation, extensions: { ...extensionsFor(request) } })
  }

  private async answer(message: IncomingMessage, response: ServerResponse) {
    const path = message.url?.split('?')[0]
    const send = (status: number, body: object) => sendJson(response, status, body)
    if (answersMetrics(message, response, this.options.metricsToken ?? null)) return
    if (path === '/health/live') return send(200, { status: 'live' })
    if (path === '/health/ready') {
      const state = await this.runtime.state()
      if (state !== 'ready') return send(503, { status: 'not ready', missing: [state] })
      return send(200, {
        status: 'ready',
        missing: [],
        oldestJobSeconds: await this.worker?.oldestJobSeconds(),
      })
    }
    if (!this.isToUs(message.headers.host))
      return send(421, failed(badRequest('Add this name to ALLOWED_HOSTS.')))
    if (path === '/.well-known/jwks.json' && this.runtime.definition.publicKeys) {
      return send(200, await this.publicKeys())
    }
    if (!isSameSecret(message.headers[secretHeader], this.secret)) throw unauthenticated('Ask the gateway.')
    const fileAddress = fileAddressOf(message)
    if (fileAddress !== null) {
      const request = await this.requestFrom(
        { extensions: extensionsBeside(message) },
        bearerOf(message.headers.authorization),
        { idempotencyKey: null, cookies: {}, abort: new LazyAbort() },
      )
      return answerFile(this.runtime, fileAddress, message, response, request)
    }
    if (path !== '/graphql' || message.method !== 'POST')
      return send(404, failed(badRequest('POST to /graphql.')))
    const abort = new LazyAbort()
    response.once('close', () => abort.abort())
    const body = await readBody(message)
    if (typeof body.query !== 'string') throw badRequest('There is no query.')
    const token = bearerOf(message.headers.authorization)
    const request = await this.requestFrom(body, token, {
      idempotencyKey: headerOf(message.headers, 'idempotency-key'),
      cookies: cookiesOf(message),
      abort,
    })
    const { query, operationName, variables } = body
    const startedAt = performance.now()
    const result = await this.runtime.execute(
      { query, ...(operationName ? { operationName } : {}), ...(variables ? { variables } : {}) },
      request,
    )
    this.record(body, request, startedAt, result)
    if (request.effects.setCookies.length > 0) response.setHeader('set-cookie', request.effects.setCookies)
    send(200, result)
  }

  private record(
    { operationName }: Body,
    { requestId, viewer }: SubgraphRequest,
    startedAt: number,
    { errors }: FormattedExecutionResult,
  ) {
    const { log } = this.options
    metrics?.execution(this.runtime.definition.name, errors ? 'error' : 'ok', startedAt)
    if (!log.isLevelEnabled('debug')) return
    const ms = Math.round(performance.now() - startedAt)
    const codes = errors?.map(codeOf)
    log.debug({ requestId, viewer: viewer?.userId, operation: operationName, codes, ms }, 'execution')
  }

  /** The viewer of the token, verified again here; without one, the viewer whom the gateway vouches for. */
  private async requestFrom(
    { extensions }: Pick<Body, 'extensions'>,
    token: string | null | undefined,
    more: Pick<SubgraphRequest, 'idempotencyKey' | 'cookies' | 'abort'>,
  ): Promise<SubgraphRequest> {
    if (token === undefined) throw unauthenticated('The access token is not valid.')
    let viewer: Viewer | null = null
    if (token !== null) viewer = (await this.verifier.verify(token)).viewer
    else if (extensions?.viewer) viewer = viewerFromWire(extensions.viewer)
    const { id = randomUUID(), ip = '', userAgent = '', origin = '' } = extensions?.request ?? {}
    return { viewer, token, requestId: id, ip, userAgent, origin, effects: { setCookies: [] }, ...more }
  }

  private fail(response: ServerResponse, error: unknown) {
    const known = error instanceof GraphQLError ? error : null
    if (!known) this.options.log.error({ err: error }, 'unexpected error')
    const shown = known ?? unavailable('This does not work right now. Try again.')
    const status = { [ErrorCode.UNAUTHENTICATED]: 401, [ErrorCode.UNAVAILABLE]: 503 }[codeOf(shown)] ?? 400
    if (response.headersSent) return response.destroy()
    sendJson(response, status, failed(shown))
  }
}
