import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import compression from 'compression'
import cors from 'cors'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { Drain } from '@vetgraph/kit/serving/drain'
import { answersMetrics } from '@vetgraph/kit/telemetry/start'
import { inRequestSpan } from '@vetgraph/kit/telemetry/tracing'
import { headerOf } from '@vetgraph/kit/serving/wire'
import { apolloServerOver } from './edge/apollo.ts'
import { readBody } from './edge/body.ts'
import { OpenBodies } from './edge/open-bodies.ts'
import { explain, retryAfter, statusOf } from './edge/errors.ts'
import { graphqlOverHttp, setAll } from './edge/http.ts'
import { nameCheck, originCheck } from './edge/origins.ts'
import { calendars } from './edge/calendars.ts'
import { documents } from './edge/documents.ts'
import { files } from './edge/files.ts'
import { unsubscribe } from './edge/unsubscribe.ts'
import { webhooks } from './edge/webhooks.ts'
import { oauth, type OAuthOptions } from './edge/oauth.ts'
import { sendSandbox } from './edge/sandbox.ts'
import { isCardPage, securityHeaders } from './edge/security-headers.ts'
import { acceptSockets } from './edge/sockets.ts'
import { webClient } from './edge/web-client.ts'
import type { Graph } from './graph.ts'
import { requestIdOf, type Sessions } from './session.ts'
import type { Subgraphs } from './subgraphs.ts'
import { watchGateway } from './telemetry/gauges.ts'

/** For how long the end waits for answers. */
const patience = 8_000

interface Options {
  graph: Graph
  sessions: Sessions
  subgraphs: Pick<Subgraphs, 'notReady' | 'oldestJobSeconds' | 'publicKeys'>
  /** How API clients get tokens; null where the hospital's accounts are not ours. */
  oauth: OAuthOptions | null
  /** The web client as built; null when there is none to serve. */
  webDirectory: string | null
  /** The schema may be read by anybody. */
  introspection: boolean
  /** Shows Apollo Sandbox to browsers. */
  sandbox: boolean
  /** Other sites whose pages may use the graph, by HTTP and WebSocket. */
  allowedOrigins: readonly string[]
  /** Names by which it is reached, beside loopback and addresses. */
  hosts: readonly string[]
  /** Where people's browsers find it; null when it is not known. */
  publicUrl: string | null
  /** Lets the page where a card is typed load Stripe’s fields. */
  stripe?: boolean
  /** Operations that one person may have open over WebSockets. */
  maxOpenOperations?: number | undefined
  /** How often clients of WebSockets are pinged, in milliseconds. */
  pingInterval?: number | undefined
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
  /** Has a route for every address, except for those that are answered before Express. */
  app: Express
  close: () => Promise<void>
}

const refusals: Readonly<Record<string, [status: number, code: string, message: string]>> = {
  'entity.too.large': [413, 'PAYLOAD_TOO_LARGE', 'The request is larger than 1 MB.'],
  'entity.parse.failed': [400, 'BAD_REQUEST', 'The request body is not JSON.'],
  'encoding.unsupported': [415, 'BAD_REQUEST', 'The request body has an encoding that is not supported.'],
  'origin.foreign': [403, 'FORBIDDEN', 'Pages of this site may not use the graph.'],
  'host.unknown': [
    421,
    'FORBIDDEN',
    'This server does not go by that name. If it should, add the name to ALLOWED_HOSTS.',
  ],
  'answer.unacceptable': [
    406,
    'BAD_REQUEST',
    'Answers are application/json or application/graphql-response+json.',
  ],
  'charset.unsupported': [415, 'BAD_REQUEST', 'The request body has a charset that is not supported.'],
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
    const shown = code
      ? new GraphQLError(message, { extensions: { code, requestId } })
      : explain(error, requestId, log)
    const seconds = retryAfter({ errors: [shown] })
    if (seconds !== null) response.setHeader('retry-after', String(seconds))
    response.statusCode = code ? known : statusOf({ errors: [shown] })
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.end(JSON.stringify({ errors: [shown] }))
  }

/** Whether a page asks that is not of this very address; of a name that a proxy has changed we do not know. */
const isFromElsewhere = ({ headers: { origin, host } }: IncomingMessage) =>
  origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`

const isHealth = ({ url }: IncomingMessage) => url === '/health/live' || url === '/health/ready'

const isGraph = ({ method, url = '' }: IncomingMessage) =>
  method === 'POST' && /^(?:https?:\/\/[^/?#]+)?\/graphql(\?|$)/.test(url)

type Middleware = (
  message: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void

/** Resolves when a middleware passes the request on; one that answers it itself never does. */
const passed = (middleware: Middleware, message: IncomingMessage, response: ServerResponse) =>
  new Promise<void>((resolve, reject) => {
    middleware(message, response, (error) => (error ? reject(error as Error) : resolve()))
  })

/** Everything that clients meet: the graph over HTTP and WebSocket, the web client, health and keys. */
export async function openGateway(options: Options): Promise<Gateway> {
  const { graph, sessions, subgraphs, introspection, sandbox, log } = options
  const apollo = apolloServerOver({ graph, introspection, log })
  await apollo.start()
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Paths are compared exactly, here and where requests do not pass through Express.
  app.enable('strict routing')
  app.enable('case sensitive routing')
  app.set('trust proxy', options.trustProxy)

  app.get('/health/live', (_request, response) => {
    response.json({ status: 'live' })
  })
  app.get('/health/ready', async (_request, response) => {
    const missing = await subgraphs.notReady()
    if (missing.length > 0) return void response.status(503).json({ status: 'not ready', missing })
    response.json({ status: 'ready', missing, oldestJobSeconds: await subgraphs.oldestJobSeconds() })
  })
  app.get('/.well-known/jwks.json', async (_request, response) => {
    response.set('cache-control', 'public, max-age=60').json(await subgraphs.publicKeys())
  })

  if (options.oauth) app.use(oauth(options.oauth, log))

  app.use(calendars({ graph, sessions, log }))
  app.use(documents({ graph, sessions, log }))
  app.use(files({ graph, sessions, log }))
  app.use(unsubscribe({ graph, sessions, log }))
  app.use(webhooks({ graph, sessions, log }))

  const answer = graphqlOverHttp({ graph, server: apollo, sessions })
  if (sandbox) {
    app.get('/graphql', (request, response, next) => {
      if (request.query['query'] === undefined && request.accepts(['json', 'html']) === 'html') {
        sendSandbox(request, response)
      } else next()
    })
  }
  app.all('/graphql', (message, response) =>
    answer({
      message,
      response,
      headers: [],
      requestId: idOf(response),
      ip: addressOf(app, message),
      body: undefined,
    }),
  )
  const nothingHere: RequestHandler = (_request, response) => {
    const error = {
      message: 'There is nothing here.',
      extensions: { code: 'NOT_FOUND', requestId: idOf(response) },
    }
    response.status(404).json({ errors: [error] })
  }
  // These paths are for machines, so the web client's page is not served for them.
  app.use(['/metrics', '/health', '/.well-known', '/oauth', '/documents', '/files', '/webhooks'], nothingHere)
  if (options.webDirectory) app.use(webClient(options.webDirectory))
  app.use(nothingHere)
  const refused = refuse(log)
  app.use(refused)

  const share = cors({
    origin: [...options.allowedOrigins],
    credentials: true,
    maxAge: 3600,
    exposedHeaders: ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after'],
  }) as unknown as Middleware
  const trustsProxy = options.trustProxy !== false
  const isOurs = originCheck({ allowedOrigins: options.allowedOrigins, trustsProxy })
  const { hosts, publicUrl } = options
  const isToUs = nameCheck({ hosts: publicUrl ? [...hosts, new URL(publicUrl).host] : hosts, trustsProxy })
  const compress = compression() as unknown as Middleware
  const security = securityHeaders(publicUrl, { allowStripe: false })
  const cardPage = securityHeaders(publicUrl, { allowStripe: options.stripe ?? false })
  const bodies = new OpenBodies()
  // The graph's own requests do not pass through Express: it costs more than a small answer does.
  const onRequest = async (message: IncomingMessage, response: ServerResponse) => {
    const requestId = requestIdOf(message)
    const headers = [...(isCardPage(message.url) ? cardPage : security), 'x-request-id', requestId]
    try {
      if (!isToUs(message) && !isHealth(message)) throw Object.assign(new Error(), { type: 'host.unknown' })
      const isPost = isGraph(message)
      if (!isPost) setAll(response, headers)
      if (isFromElsewhere(message)) {
        // Browsers ask before they send such a post from elsewhere; one that comes all the same is a forgery.
        if (isPost && !isOurs(message)) throw Object.assign(new Error(), { type: 'origin.foreign' })
        await passed(share, message, response)
      }
      if (message.headers['accept-encoding']) await passed(compress, message, response)
      if (!isPost) return void app(message, response)
      const ip = addressOf(app, message)
      bodies.add(message, ip)
      const body = await readBody(message, response)
      await answer({ message, response, headers, requestId, ip, body })
    } catch (error) {
      if (!response.headersSent) setAll(response, headers)
      refused(error, message as never, response as never, () => response.destroy())
    }
  }

  const server = options.server ?? createServer()
  server.keepAliveTimeout = 65_000
  // Replaces the handler that answers “starting”.
  server.removeAllListeners('request')
  const drain = new Drain(server)
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    if (answersMetrics(message, response, options.metricsToken ?? null)) return
    inRequestSpan(message, response, () => void onRequest(message, response))
  })
  const sockets = acceptSockets(server, {
    graph,
    sessions,
    isToUs,
    isOurs,
    ipOf: (message) => addressOf(app, message),
    maxOpenOperations: options.maxOpenOperations,
    pingInterval: options.pingInterval,
    log,
  })
  watchGateway({ graph, sockets, requests: drain })
  return {
    server,
    app,
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
  let address = message.socket.remoteAddress ?? ''
  const forwarded = headerOf(message.headers, 'x-forwarded-for')
  if (!forwarded) return address
  const hops = forwarded
    .split(',')
    .map((hop) => hop.trim())
    .reverse()
  for (const [index, hop] of hops.entries()) {
    if (!hop || !trusts(address, index)) break
    address = hop
  }
  return address
}
