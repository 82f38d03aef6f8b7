import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { ErrorCode } from '@vetgraph/kit/errors'
import { type Graph, isRefusal, quiet, type Refusal } from '../graph.ts'
import { documentLimits } from './document-limits.ts'
import { explain, retryAfter, statusOf } from './errors.ts'

type GatewayInterface = NonNullable<ConstructorParameters<typeof ApolloServer<SubgraphRequest>>[0]['gateway']>

interface Options {
  graph: Graph
  introspection: boolean
  log: Logger
}

/** The GraphQL-over-HTTP protocol around the graph, for whatever is not a plain POST of JSON. */
export function apolloServerOver({ graph, introspection, log }: Options): ApolloServer<SubgraphRequest> {
  return new ApolloServer<SubgraphRequest>({
    gateway: runBy(graph),
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    persistedQueries: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: documentLimits.tokens },
    logger: quiet(log),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      admittedBy(graph),
    ],
    formatError: (formatted, error) => format(formatted, error, log),
  })
}

const thrown = ({ errors: [first], headers }: Refusal) => {
  const http = {
    status: statusOf({ errors: first ? [first] : [] }),
    headers: new HeaderMap(Object.entries(headers ?? {})),
  }
  return new GraphQLError(first?.message ?? '', { extensions: { ...first?.extensions, http } })
}

/** GET requests pass the same limits as all others. */
const admittedBy = (graph: Graph): ApolloServerPlugin<SubgraphRequest> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ request, contextValue, response }) => {
      const operation = await graph.understand(request, contextValue)
      if (isRefusal(operation)) throw thrown(operation)
      const admitted = await graph.admit(operation, request.variables ?? {}, contextValue, 'http')
      if (isRefusal(admitted)) throw thrown(admitted)
      for (const name in admitted.headers) response.http.headers.set(name, admitted.headers[name]!)
    },
    willSendResponse: async ({ response: { body, http } }) => {
      const seconds = body.kind === 'single' ? retryAfter(body.singleResult) : null
      if (seconds !== null) http.headers.set('retry-after', String(seconds))
    },
  }),
})

/** @apollo/gateway composes, checks and plans; the graph runs. */
function runBy(graph: Graph): GatewayInterface {
  const inner = graph.gateway as unknown as GatewayInterface
  return {
    onSchemaLoadOrUpdate: (callback) => inner.onSchemaLoadOrUpdate(callback),
    stop: () => inner.stop(),
    load: async (options) => {
      await inner.load(options)
      return {
        executor: async ({ request, context }) => {
          const viewed = context as SubgraphRequest
          const operation = await graph.understand(request, viewed)
          if (isRefusal(operation)) return { errors: operation.errors }
          type Executed = ExecutionResult<Record<string, unknown>, Record<string, unknown>>
          return (await graph.answer(operation, request.variables ?? {}, viewed)) as Executed
        },
      }
    },
  }
}

/** An error that the executor did not classify is a refusal by Apollo Server itself, or unexpected. */
function format(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  if (error instanceof GraphQLError && error.extensions['requestId']) return formatted
  const shown = explain(error, '', log).toJSON()
  const { requestId: _, ...extensions } = shown.extensions ?? {}
  return { ...shown, extensions: { code: ErrorCode.BAD_REQUEST, ...extensions } }
}
