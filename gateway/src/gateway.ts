import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { HeaderMap } from '@apollo/server'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { headerOf } from '@vetgraph/kit/wire'
import { explain } from './edge/errors.ts'
import { sendSandbox } from './edge/sandbox.ts'
import { acceptSockets } from './edge/sockets.ts'
import { webClient } from './edge/web-client.ts'
import type { Graph } from './graph.ts'
import { requestIdOf, type Sessions } from './session.ts'
import type { Subgraphs } from './subgraphs.ts'

const largestBody = 1024 * 1024

interface Options {
  graph: Graph
  sessions: Sessions
  subgraphs: Pick<Subgraphs, 'notReady' | 'publicKeys'>
  /** The web client as built. */
  webDirectory: string
  /** Shows Apollo Sandbox to browsers. */
  sandbox: boolean
  allowedOrigins: readonly string[]
  /** Express's `trust proxy`; `false` when clients connect directly. */
  trustProxy: boolean | number | string
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

const idOf = (response: Response) => response.locals['requestId'] as string

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
    response.status(known).json({ errors: [body] })
  }

/** Everything that clients meet: the graph over HTTP and WebSocket, the web client, health and keys. */
export function openGateway(options: Options): Gateway {
  const { graph, sessions, subgraphs, sandbox, log } = options
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', options.trustProxy)

  app.use((request, response, next) => {
    response.locals['requestId'] = requestIdOf(request)
    response.set('x-request-id', idOf(response))
    next()
  })
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: policy } }))
  app.use(compression())

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

  if (sandbox) {
    app.get('/graphql', (request, response, next) => {
      if (request.query['query'] === undefined && request.accepts(['json', 'html']) === 'html') {
        sendSandbox(request, response)
      } else next()
    })
  }
  app.use('/graphql', express.json({ limit: largestBody }), graphqlOver(graph, sessions))
  app.use(webClient(options.webDirectory))
  app.use((_request, response) => {
    const error = {
      message: 'There is nothing here.',
      extensions: { code: 'NOT_FOUND', requestId: idOf(response) },
    }
    response.status(404).json({ errors: [error] })
  })
  app.use(refuse(log))

  const server = options.server ?? createServer()
  server.keepAliveTimeout = 65_000
  server.on('request', app as RequestListener)
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
  return {
    server,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      await sockets.close()
      await closed
      await graph.stop()
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

/** One GraphQL request over HTTP, by Apollo Server; cookies that a subgraph sets go out with the answer. */
function graphqlOver({ server }: Graph, sessions: Sessions): RequestHandler {
  return async (request: Request, response: Response) => {
    const requestId = idOf(response)
    const setCookies: string[] = []
    const headers = new HeaderMap()
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    }
    const { search } = new URL(request.originalUrl, 'http://localhost')
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method, headers, search, body: request.body as unknown },
      context: async () => {
        const who = await sessions.verify(request.headers.authorization, requestId)
        const known = sessions.requestFrom(request, who, { requestId, ip: request.ip ?? '' })
        return { ...known, effects: { setCookies } }
      },
    })
    for (const [name, value] of answer.headers) response.setHeader(name, value)
    for (const cookie of setCookies) response.append('set-cookie', cookie)
    response.set('cache-control', 'no-store').status(answer.status ?? 200)
    if (answer.body.kind === 'complete') {
      response.send(answer.body.string)
      return
    }
    for await (const chunk of answer.body.asyncIterator) response.write(chunk)
    response.end()
  }
}
