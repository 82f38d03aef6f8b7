import type { Server } from 'node:http'
import { type ExecutionArgs, type FormattedExecutionResult, GraphQLError, parse } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import type { SubgraphRequest } from '../context.ts'
import { unavailable } from '../errors.ts'
import type { SubgraphRuntime } from './runtime.ts'
import { acceptUpgrades } from './upgrades.ts'
import { isSameSecret, type WireExtensions } from './wire.ts'

export const largestBody = 8 * 1024 * 1024

/** What a gateway sends, over HTTP and in a frame. */
export interface Body {
  query?: unknown
  operationName?: string | null
  variables?: Record<string, unknown> | null
  extensions?: (WireExtensions & { token?: string | null }) | null
}

interface Options {
  runtime: SubgraphRuntime
  secret: string
  /** Whether a `Host` names this server. */
  isToUs: (host: string | undefined) => boolean
  /** Authenticates the caller; rejects an invalid token. */
  requestFrom: (body: Body) => Promise<SubgraphRequest>
  log: Logger
}

/** Opens a stream; its first payload says that from now on no event is missed. */
async function open(
  runtime: SubgraphRuntime,
  { contextValue, operationName, variableValues }: ExecutionArgs,
) {
  const { query, request } = contextValue as { query: string; request: SubgraphRequest }
  const stream = await runtime.subscribe(
    {
      query,
      ...(operationName ? { operationName } : {}),
      ...(variableValues ? { variables: { ...variableValues } } : {}),
    },
    request,
  )
  if (!(Symbol.asyncIterator in stream)) return stream
  let started = false
  return {
    next: () => {
      if (started) return stream.next()
      started = true
      return Promise.resolve({ value: { data: null, extensions: { ready: true } }, done: false })
    },
    return: () => stream.return!(undefined),
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** Subscriptions of gateways that know the secret, over graphql-ws. */
export function acceptGateways(server: Server, { runtime, secret, isToUs, requestFrom, log }: Options) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestBody })
  acceptUpgrades(server, sockets, {
    refusalOf: ({ headers }) => (isToUs(headers.host) ? null : '421 Misdirected Request'),
    log,
  })
  const live = useServer(
    {
      onConnect: ({ connectionParams }) => isSameSecret(connectionParams?.['secret'], secret),
      onSubscribe: async (_context, _id, payload) => {
        try {
          const { query, operationName, variables, extensions } = payload as Body & { query: string }
          const request = await requestFrom({ extensions })
          return {
            schema: runtime.definition.schema,
            document: parse(query),
            operationName,
            variableValues: variables,
            contextValue: { query, request },
          }
        } catch (error) {
          if (error instanceof GraphQLError) return [error]
          log.error({ err: error }, 'unexpected error')
          return [unavailable('This does not work right now. Try again.')]
        }
      },
      subscribe: ((args: ExecutionArgs) => open(runtime, args)) as never,
      onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    },
    sockets,
  )
  return {
    /** Closes every gateway's socket and terminates those that do not close. */
    close: async () => {
      const stragglers = setTimeout(() => {
        for (const client of sockets.clients) client.terminate()
      }, 1_000)
      await live.dispose()
      clearTimeout(stragglers)
    },
  }
}
