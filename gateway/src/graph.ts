import { randomUUID } from 'node:crypto'
import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  NoSchemaIntrospectionCustomRule,
} from 'graphql'
import type { Logger } from 'pino'
import { type SubgraphRequest, systemRequest, type Viewer } from '@vetgraph/kit/context'
import { ErrorCode } from '@vetgraph/kit/errors'
import { dataSourceOf } from './data-source.ts'
import { tooExpensive } from './edge/cost.ts'
import { explain, present } from './edge/errors.ts'
import { Engine } from './engine/engine.ts'
import { copyOf } from './engine/merge.ts'
import type { Result, SubgraphLink } from './link.ts'
import { Gate } from './subscriptions/gate.ts'
import { Hubs } from './subscriptions/hub.ts'
import { eventService, type LivePlan, maxTokens, Planner } from './subscriptions/plan.ts'

// The gateway package reports usage to its maker unless it is told not to before it is made.
process.env['APOLLO_TELEMETRY_DISABLED'] ??= 'true'

const hydrationsAtOnce = 16

interface Options {
  supergraphSdl: string
  links: ReadonlyMap<string, SubgraphLink>
  introspection: boolean
  log: Logger
}

type GatewayInterface = NonNullable<ConstructorParameters<typeof ApolloServer<SubgraphRequest>>[0]['gateway']>

/** The composed graph at work: queries and mutations by the server, subscriptions by the hubs. */
export class Graph {
  readonly server: ApolloServer<SubgraphRequest>
  private readonly gateway: ApolloGateway
  private readonly gate = new Gate(hydrationsAtOnce)
  private live: { planner: Planner; engine: Engine; hubs: Hubs } | null = null

  constructor(private readonly options: Options) {
    const { supergraphSdl, links, introspection, log } = options
    this.gateway = new ApolloGateway({
      supergraphSdl,
      logger: quiet(log),
      buildService: ({ name }) => {
        const link = links.get(name)
        if (!link) throw new Error(`The supergraph names the subgraph ${name}, which runs nowhere.`)
        return dataSourceOf(link)
      },
    })
    this.server = new ApolloServer<SubgraphRequest>({
      gateway: this.presenting(),
      introspection,
      hideSchemaDetailsFromClientErrors: !introspection,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      csrfPrevention: true,
      maxRecursiveSelections: true,
      parseOptions: { maxTokens },
      logger: quiet(log),
      plugins: [
        ApolloServerPluginLandingPageDisabled(),
        ApolloServerPluginCacheControlDisabled(),
        onlyKnownOperations,
        logging(log),
      ],
      formatError: (formatted, error) => this.format(formatted, error),
    })
  }

  async start() {
    this.gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
      const rules = this.options.introspection ? [] : [NoSchemaIntrospectionCustomRule]
      const planner = new Planner(coreSupergraphSdl, apiSchema, rules)
      const engine = new Engine({
        schemas: planner.schemas,
        planOf: (document, operationName) => planner.build(document, operationName),
        linkOf: this.linkOf,
      })
      this.live?.hubs.close()
      this.live = { planner, engine, hubs: this.newHubs() }
    })
    await this.server.start()
  }

  private get engine(): Engine {
    if (!this.live) throw new Error('the graph has not been started')
    return this.live.engine
  }

  private readonly linkOf = (service: string): SubgraphLink => {
    const link = this.options.links.get(service)
    if (!link) throw new Error(`there is no subgraph ${service}`)
    return link
  }

  get planner(): Planner {
    if (!this.live) throw new Error('the graph has not been started')
    return this.live.planner
  }

  get hubs(): Hubs {
    if (!this.live) throw new Error('the graph has not been started')
    return this.live.hubs
  }

  /** Runs a query or mutation outside of HTTP, with everything that HTTP does to it. */
  async run(
    operation: { query: string; operationName?: string | null; variables?: Record<string, unknown> | null },
    request: SubgraphRequest,
  ): Promise<Result> {
    const { query, operationName, variables } = operation
    try {
      const { body } = await this.server.executeOperation(
        {
          query,
          ...(operationName ? { operationName } : {}),
          ...(variables ? { variables } : {}),
        },
        { contextValue: request },
      )
      return body.kind === 'single' ? (body.singleResult as Result) : { data: null }
    } catch (error) {
      return { data: null, errors: [explain(error, request.requestId, this.options.log).toJSON()] }
    }
  }

  async stop() {
    this.live?.hubs.close()
    await this.server.stop()
  }

  /** The gateway with its answers made fit for callers, so that HTTP and sockets give the same. */
  private presenting(): GatewayInterface {
    const { gateway } = this
    const { log } = this.options
    const inner = gateway as unknown as GatewayInterface
    return {
      onSchemaLoadOrUpdate: (callback) => inner.onSchemaLoadOrUpdate(callback),
      stop: () => inner.stop(),
      load: async (options) => {
        // It composes, checks and plans; the plans are run by the engine.
        await inner.load(options)
        return {
          executor: async ({ document, queryHash, request: asked, context }) => {
            const request = context as SubgraphRequest
            const result = await this.engine.execute({
              hash: queryHash,
              document,
              operationName: asked.operationName,
              variables: asked.variables ?? {},
              request,
            })
            return present(result, request.requestId, log) as ExecutionResult<
              Record<string, unknown>,
              Record<string, unknown>
            >
          },
        }
      },
    }
  }

  private newHubs(): Hubs {
    const { log } = this.options
    return new Hubs({
      log,
      linkOf: this.linkOf,
      requestFor: requestAs,
      present: (result) => formatted(present(result, randomUUID(), log)),
      hydrate: async (plan, variables, event, viewer) => {
        await this.gate.enter()
        const request = requestAs(viewer)
        try {
          return await this.hydrate(plan, variables, event, request)
        } catch (error) {
          return { data: null, errors: [explain(error, request.requestId, log).toJSON()] }
        } finally {
          this.gate.leave()
        }
      },
    })
  }

  private async hydrate(
    plan: LivePlan,
    variables: Readonly<Record<string, unknown>>,
    event: Result,
    request: SubgraphRequest,
  ): Promise<Result> {
    // What the engine is given it merges into, so every hydration has a copy of its own.
    const told = { execute: async () => copyOf(event) }
    const result = await plan.hydration({
      variables,
      request,
      ask: (service) => (service === eventService ? told : this.linkOf(service)),
    })
    return formatted(present(result, request.requestId, this.options.log))
  }

  /** The last net: what the executor did not present is a refusal of the server's own, or unexpected. */
  private format(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
    if (error instanceof GraphQLError && error.extensions['requestId']) return formatted
    const shown = explain(error, randomUUID(), this.options.log).toJSON()
    const { requestId, ...extensions } = shown.extensions ?? {}
    const logged = extensions['code'] === ErrorCode.INTERNAL_SERVER_ERROR
    return { ...shown, extensions: logged ? { ...extensions, requestId } : extensions }
  }
}

function requestAs(viewer: Viewer | null): SubgraphRequest {
  return { ...systemRequest(randomUUID()), viewer }
}

const formatted = ({ data, errors, extensions }: ReturnType<typeof present>): Result => ({
  data: data ?? null,
  ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}),
  ...(extensions ? { extensions } : {}),
})

/** Refuses, before anything runs, what would otherwise look like a mistake of ours. */
const onlyKnownOperations: ApolloServerPlugin<SubgraphRequest> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, request, schema, document }) => {
      const refuse = (message: string, code: string) =>
        new GraphQLError(message, { extensions: { code, http: { status: 400 } } })
      if (!operation) {
        throw refuse(
          request.operationName
            ? `Unknown operation named "${request.operationName}".`
            : 'Name the operation to run: the document has several.',
          'OPERATION_RESOLUTION_FAILURE',
        )
      }
      if (operation.operation === 'subscription') {
        throw refuse('Subscriptions go by WebSocket (graphql-transport-ws) to this address.', 'BAD_REQUEST')
      }
      const refusal = tooExpensive(schema, document, operation, request.variables ?? {})
      if (refusal) throw refusal
    },
  }),
}

const logging = (log: Logger): ApolloServerPlugin<SubgraphRequest> => ({
  requestDidStart: async () => {
    const startedAt = performance.now()
    return {
      willSendResponse: async ({ contextValue, operationName, operation, response }) => {
        const { body } = response
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined
        for (const error of errors ?? []) {
          Object.assign(error, { extensions: { requestId: contextValue.requestId, ...error.extensions } })
        }
        log.info(
          {
            requestId: contextValue.requestId,
            viewer: contextValue.viewer?.userId,
            operation: operationName ?? operation?.operation,
            codes: errors?.map(({ extensions }) => extensions?.['code']),
            ms: Math.round(performance.now() - startedAt),
          },
          'operation',
        )
      },
    }
  },
})

const nothing = () => {}

/** The packages' own notes are for debugging; what goes wrong in a request is logged by us. */
function quiet(log: Logger) {
  return {
    debug: nothing,
    info: nothing,
    warn: (message: string) => log.debug(message),
    error: (message: string) => log.warn(message),
  }
}
