import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import compression from 'compression'
import cors from 'cors'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { Drain } from '@vetgraph/kit/drain'
import { answersMetrics } from '@vetgraph/kit/telemetry/start'
import { inRequestSpan } from '@vetgraph/kit/telemetry/tracing'
import { headerOf } from '@vetgraph/kit/wire'
import { apolloServerOver } from './edge/apollo.ts'
import { explain } from './edge/errors.ts'
import { graphqlOverHttp } from './edge/http.ts'
import { sendSandbox } from './edge/sandbox.ts'
import { acceptSockets } from './edge/sockets.ts'
import { webClient } from './edge/web-client.ts'
import type { Graph } from './graph.ts'
import { requestIdOf, type Sessions } from './session.ts'
import type { Subgraphs } from './subgraphs.ts'
import { watchGateway } from './telemetry/gauges.ts'

const largestBody = 1024 * 1024
/** For how long the end waits for answers. */
const patience = 8_000

interface Options {
  graph: Graph
  sessions: Sessions
  subgraphs: Pick<Subgraphs, 'notReady' | 'publicKeys'>
  /** The web client as built; null when there is none to serve. */
  webDirectory: string | null
  /** The schema may be read by anybody. */
  introspection: boolean
  /** Shows Apollo Sandbox to browsers. */
  sandbox: boolean
  /** Other sites whose pages may use the graph, by HTTP and WebSocket. */
  allowedOrigins: readonly string[]
  /** Express's `trust proxy`; `false` when clients connect directly. */
  trustProxy: boolean | number | string
  /** Lets metrics be read here. */
  metricsToken?: string | null
  log: Logger
  /** An HTTP server that listens already; a new one when absent. */
  server?: Server
}

export interface Gateway {
  server: Server
  close: () => Promise<void>
}

const policy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'", 'ws:', 'wss:'],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

const refusals: Readonly<Record<string, [status: number, code: string, message: string]>> = {
  'entity.too.large': [413, 'PAYLOAD_TOO_LARGE', 'The request is larger than 1 MB.'],
  'entity.parse.failed': [400, 'BAD_REQUEST', 'The request body is not JSON.'],
  'encoding.unsupported': [415, 'BAD_REQUEST', 'The request body has an encoding that is not supported.'],
  'charset.unsupported': [415, 'BAD_REQUEST', 'The request body has a charset that is not supported.'],
}

interface Incoming extends IncomingMessage {
  body?: unknown
}

const idOf = (response: ServerResponse) => String(response.getHeader('x-request-id'))

/** Answers what Express and its body parser refuse in the graph's own form. */
const refuse =
  (log: Logger): ErrorRequestHandler =>
  (error: { type?: string; status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error)
    const requestId = idOf(response)
    const status = error.status ?? 500
    const [known, code, message] =
      refusals[error.type ?? ''] ??
      (status < 500 ? [status, 'BAD_REQUEST', 'The request cannot be understood.'] : [500, '', ''])
    const body = code ? { message, extensions: { code, requestId } } : explain(error, requestId, log).toJSON()
    response.statusCode = known
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.end(JSON.stringify({ errors: [body] }))
  }

/** Browsers name the page's site when it is another one. */
const isFromElsewhere = ({ headers }: IncomingMessage) => headers.origin !== undefined

const isGraph = ({ method, url = '' }: IncomingMessage) => method === 'POST' && /^\/graphql(\?|$)/.test(url)

/** Everything that clients meet: the graph over HTTP and WebSocket, the web client, health and keys. */
export async function openGateway(options: Options): Promise<Gateway> {
  const { graph, sessions, subgraphs, introspection, sandbox, log } = options
  const apollo = apolloServerOver({ graph, introspection, log })
  await apollo.start()
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Every address has one spelling, here and where requests do not pass through Express.
  app.enable('strict routing')
  app.enable('case sensitive routing')
  app.set('trust proxy', options.trustProxy)

  app.get('/health/live', (_request, response) => {
    response.json({ status: 'live' })
  })
  app.get('/health/ready', async (_request, response) => {
    const missing = await subgraphs.notReady()
    response
      .status(missing.length > 0 ? 503 : 200)
      .json({ status: missing.length > 0 ? 'not ready' : 'ready', missing })
  })
  app.get('/.well-known/jwks.json', async (_request, response) => {
    response.set('cache-control', 'public, max-age=60').json(await subgraphs.publicKeys())
  })

  const answer = graphqlOverHttp({ graph, server: apollo, sessions })
  const answerGraph = (message: Incoming, response: ServerResponse) =>
    answer({
      message,
      response,
      requestId: idOf(response),
      ip: addressOf(app, message),
      body: message.body,
    })
  if (sandbox) {
    app.get('/graphql', (request, response, next) => {
      if (request.query['query'] === undefined && request.accepts(['json', 'html']) === 'html') {
        sendSandbox(request, response)
      } else next()
    })
  }
  app.all('/graphql', answerGraph)
  const nothingHere: RequestHandler = (_request, response) => {
    const error = {
      message: 'There is nothing here.',
      extensions: { code: 'NOT_FOUND', requestId: idOf(response) },
    }
    response.status(404).json({ errors: [error] })
  }
  // What machines ask for is no address of the web client.
  app.use(['/metrics', '/health', '/.well-known'], nothingHere)
  if (options.webDirectory) app.use(webClient(options.webDirectory))
  app.use(nothingHere)
  const refused = refuse(log)
  app.use(refused)

  // The graph's own requests do not pass through Express: it costs more than a small answer does.
  const secure = helmet({ contentSecurityPolicy: { useDefaults: false, directives: policy } })
  const share = cors({
    origin: [...options.allowedOrigins],
    credentials: true,
    maxAge: 3600,
    exposedHeaders: ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after'],
  }) as unknown as typeof secure
  const compress = compression() as unknown as typeof secure
  const json = express.json({ limit: largestBody }) as unknown as typeof secure
  const onRequest = (message: Incoming, response: ServerResponse) => {
    if (answersMetrics(message, response, options.metricsToken ?? null)) return
    response.setHeader('x-request-id', requestIdOf(message))
    const fail = (error: unknown) =>
      void refused(error, message as never, response as never, () => response.destroy())
    const then = (next: () => void) => (error?: unknown) => (error ? fail(error) : next())
    const reply = isGraph(message)
      ? () =>
          json(
            message,
            response,
            then(() => void answerGraph(message, response).catch(fail)),
          )
      : () => void app(message, response)
    const open = () =>
      message.headers['accept-encoding'] ? compress(message, response, then(reply)) : reply()
    const guarded = () => (isFromElsewhere(message) ? share(message, response, then(open)) : open())
    secure(message, response, then(guarded))
  }

  const server = options.server ?? createServer()
  server.keepAliveTimeout = 65_000
  // Until now it said that it is starting.
  server.removeAllListeners('request')
  const drain = new Drain(server)
  server.on('request', (message: Incoming, response: ServerResponse) => {
    inRequestSpan(message, response, () => onRequest(message, response))
  })
  const trustsProxy = options.trustProxy !== false
  const sockets = acceptSockets(server, {
    graph,
    sessions,
    allowedOrigins: options.allowedOrigins,
    ipOf: (message) => addressOf(app, message),
    hostOf: (message) =>
      (trustsProxy && headerOf(message.headers, 'x-forwarded-host')) || (message.headers.host ?? ''),
    log,
  })
  watchGateway({ graph, sockets, requests: drain })
  return {
    server,
    close: async () => {
      const drained = drain.end(patience)
      await sockets.close()
      await drained
      graph.stop()
      await apollo.stop()
    },
  }
}

type Trust = (address: string | undefined, hop: number) => boolean

/** The caller's address as Express finds it, also for messages that never become an Express request. */
function addressOf(app: express.Express, message: IncomingMessage): string {
  const trusts = app.get('trust proxy fn') as Trust
  const hops = [
    ...(headerOf(message.headers, 'x-forwarded-for') ?? '').split(',').map((hop) => hop.trim()),
  ].reverse()
  let address = message.socket.remoteAddress ?? ''
  for (const [index, hop] of hops.entries()) {
    if (!hop || !trusts(address, index)) break
    address = hop
  }
  return address
}
