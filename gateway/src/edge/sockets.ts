import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { getVariableValues } from 'graphql/execution/values.js'
import {
  type ExecutionArgs,
  type FormattedExecutionResult,
  type GraphQLError,
  OperationTypeNode,
} from 'graphql'
import type { SubscribePayload } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import type { Graph } from '../graph.ts'
import type { LivePlan } from '../subscriptions/plan.ts'
import { type Sessions, requestIdOf } from '../session.ts'
import { tooExpensive } from './cost.ts'
import { explain } from './errors.ts'

const largestFrame = 1024 * 1024
const forbidden = 4403

interface Options {
  graph: Graph
  sessions: Sessions
  allowedOrigins: readonly string[]
  ipOf: (message: IncomingMessage) => string
  hostOf: (message: IncomingMessage) => string
  log: Logger
}

type Verified = Awaited<ReturnType<Sessions['verify']>>

// A type and not an interface, because graphql-ws asks for an index signature.
type Signed = { who?: Verified; expiry?: NodeJS.Timeout }

type Extra = { socket: WebSocket; request: IncomingMessage } & Signed

/** What `onSubscribe` prepares for `execute` and `subscribe`. */
interface Prepared {
  payload: SubscribePayload
  request: SubgraphRequest
  plan: LivePlan | null
}

/** The token as a client sends it when it connects; some tools send the HTTP header's name as it was typed. */
const authorizationIn = (params: Readonly<Record<string, unknown>> | undefined) =>
  Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1]

/** The graph over graphql-transport-ws, at the same path as HTTP. */
export function acceptSockets(server: Server, options: Options) {
  const { graph, sessions, allowedOrigins, ipOf, hostOf, log } = options
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame })

  const isOurs = (message: IncomingMessage) => {
    const { origin } = message.headers
    if (!origin || allowedOrigins.includes(origin)) return true
    return URL.canParse(origin) && new URL(origin).host === hostOf(message)
  }

  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = message.url?.split('?')[0]
    const refusal = path !== '/graphql' ? '404 Not Found' : isOurs(message) ? null : '403 Forbidden'
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(message, socket, head, (client) => {
      sockets.emit('connection', client, message)
      // In place of the package's own listener, which prints a stack for every frame that is too large.
      client.removeAllListeners('error')
      client.on('error', (error) => log.debug({ err: error }, 'a socket failed'))
    })
  })

  const prepare = (extra: Extra, payload: SubscribePayload): ExecutionArgs | readonly GraphQLError[] => {
    const { query, operationName, variables } = payload
    const requestId = requestIdOf(extra.request)
    const ip = ipOf(extra.request)
    const refuse = (errors: readonly unknown[]) => errors.map((error) => explain(error, requestId, log))
    try {
      const checked = graph.planner.check(query, operationName)
      if (checked.errors) return refuse(checked.errors)
      const { document, operation } = checked
      const { schema } = graph.planner
      const prepared: Prepared = {
        payload,
        request: sessions.requestFrom(extra.request, extra.who ?? null, { requestId, ip }),
        plan: null,
      }
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
        const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {})
        if (errors) return refuse(errors)
        const refusal = tooExpensive(schema, document, operation, variables ?? {})
        if (refusal) return refuse([refusal])
        prepared.plan = graph.planner.plan(query, document, operationName)
      }
      return {
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: prepared,
      }
    } catch (error) {
      return refuse([error])
    }
  }

  const ended = useServer<Record<string, unknown>, Signed>(
    {
      isProd: true,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          extra.who = await sessions.verify(authorizationIn(connectionParams), requestIdOf(extra.request))
        } catch {
          // The socket closes with 4403, upon which a client comes back with a fresh token.
          return false
        }
        if (extra.who) {
          const left = extra.who.expiresAt.getTime() - Date.now()
          extra.expiry = setTimeout(
            () => extra.socket.close(forbidden, 'The access token has expired.'),
            left,
          )
        }
        return true
      },
      onClose: ({ extra }) => {
        clearTimeout(extra.expiry)
      },
      onSubscribe: ({ extra }, _id, payload) => prepare(extra, payload),
      execute: (async ({ contextValue }: ExecutionArgs) => {
        const { payload, request } = contextValue as Prepared
        return graph.run(payload, request)
      }) as never,
      subscribe: (async ({ contextValue }: ExecutionArgs) => {
        const { payload, request, plan } = contextValue as Prepared
        if (!plan) return { data: null }
        try {
          return await graph.hubs.subscribe(plan, payload.variables ?? {}, request.viewer)
        } catch (error) {
          return { data: null, errors: [explain(error, request.requestId, log).toJSON()] }
        }
      }) as never,
      // Results here are formatted already, errors included.
      onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    },
    sockets,
  )

  return {
    /** Says goodbye to every client (1001) and ends the sockets that do not listen. */
    close: async () => {
      const stragglers = setTimeout(() => {
        for (const client of sockets.clients) client.terminate()
      }, 2_000)
      await ended.dispose()
      clearTimeout(stragglers)
    },
    get count() {
      return sockets.clients.size
    },
  }
}
