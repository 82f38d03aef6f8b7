import { randomUUID } from 'node:crypto'
import { ApolloGateway } from '@apollo/gateway'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import { type SubgraphRequest, systemRequest, type Viewer } from '@vetgraph/kit/context'
import { codeOf } from '@vetgraph/kit/errors'
import { metrics } from '@vetgraph/kit/telemetry/metrics'
import { inSpan, type Step } from '@vetgraph/kit/telemetry/tracing'
import { dataSourceOf } from './data-source.ts'
import { CostModel, tooExpensive } from './edge/cost.ts'
import type { RateLimits } from './edge/rate-limits.ts'
import { explain, present, type Presented } from './edge/errors.ts'
import { Engine } from './engine/engine.ts'
import { copyOf } from './engine/merge.ts'
import type { Result, SubgraphLink } from './link.ts'
import {
  type Asked,
  isOperation,
  isSubscription,
  type Operation,
  Operations,
} from './operations/operations.ts'
import { notRegistered, type Registered } from './operations/registered.ts'
import { mistakesInVariables } from './operations/variables.ts'
import { Gate } from './subscriptions/gate.ts'
import { Hubs } from './subscriptions/hub.ts'
import { eventService, type LivePlan, Planner } from './subscriptions/plan.ts'
import type { Subscriber } from './subscriptions/subscriber.ts'
import { watchedLink } from './telemetry/links.ts'

// The gateway package reports usage to its maker unless it is told not to before it is made.
process.env['APOLLO_TELEMETRY_DISABLED'] ??= 'true'

const hydrationsAtOnce = 16

export interface GraphOptions {
  supergraphSdl: string
  links: ReadonlyMap<string, SubgraphLink>
  /** The schema may be read by anybody. */
  introspection: boolean
  registered: Registered
  /** Pet owners and visitors may send registered operations only. */
  registeredOnly: boolean
  rateLimits: RateLimits
  log: Logger
}

/** What a request may: run, with these headers beside its answer. */
export interface Admission {
  headers: Readonly<Record<string, string>>
}

/** Why a request is not run, before anything of it was. */
export interface Refusal {
  errors: readonly GraphQLError[]
  headers?: Readonly<Record<string, string>>
}

type Variables = Readonly<Record<string, unknown>>

/** By which door an operation came. */
type Door = 'http' | 'socket'

interface Done {
  operation: Operation
  variables: Variables
  request: SubgraphRequest
  door: Door
  startedAt: number
  errors?: readonly GraphQLError[] | undefined
}

interface Running {
  schema: GraphQLSchema
  operations: Operations
  planner: Planner
  engine: Engine
  hubs: Hubs
}

/**
 * The composed graph at work. Whatever brings a request, HTTP or WebSocket, takes it through the same
 * three steps: `understand`, `admit`, then `answer` or `subscribe`.
 */
export class Graph {
  /** Loads, checks and composes; Apollo Server reads the schema from it. */
  readonly gateway: ApolloGateway
  private readonly gate = new Gate(hydrationsAtOnce)
  private readonly links: ReadonlyMap<string, SubgraphLink>
  private running: Running | null = null
  private lastPlanned: Promise<void> = Promise.resolve()

  constructor(private readonly options: GraphOptions) {
    const { supergraphSdl, log } = options
    const links = new Map([...options.links].map(([name, link]) => [name, watchedLink(name, link)]))
    this.links = links
    this.gateway = new ApolloGateway({
      supergraphSdl,
      logger: quiet(log),
      buildService: ({ name }) => {
        const link = links.get(name)
        if (!link) throw new Error(`The supergraph names the subgraph ${name}, which runs nowhere.`)
        return dataSourceOf(link)
      },
    })
    this.gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
      const { introspection, registered } = this.options
      const planner = new Planner(coreSupergraphSdl, apiSchema)
      const engine = new Engine({
        schemas: planner.schemas,
        planOf: (document, operationName) => planner.build(document, operationName),
        linkOf: this.linkOf,
      })
      this.running?.hubs.close()
      this.running = {
        schema: apiSchema,
        planner,
        engine,
        operations: new Operations({
          schema: apiSchema,
          costs: new CostModel(apiSchema, coreSupergraphSdl),
          introspection,
          registered,
        }),
        hubs: this.newHubs(),
      }
    })
  }

  private get graph(): Running {
    if (!this.running) throw new Error('the graph has not been started')
    return this.running
  }

  /** The graph as clients see it. */
  get schema(): GraphQLSchema {
    return this.graph.schema
  }

  get hubs(): Hubs {
    return this.graph.hubs
  }

  private readonly linkOf = (service: string): SubgraphLink => {
    const link = this.links.get(service)
    if (!link) throw new Error(`there is no subgraph ${service}`)
    return link
  }

  /** What is asked, or why it cannot be understood. */
  understand(asked: Asked, requestId: string): Operation | Refusal {
    try {
      const understood = this.graph.operations.understand(asked)
      if (isOperation(understood)) return understood
      return this.refuse(understood, requestId)
    } catch (error) {
      return this.refuse([error], requestId)
    }
  }

  /** Whether the viewer may have this run now, or why not. */
  async admit(
    operation: Operation,
    variables: Variables,
    request: SubgraphRequest,
  ): Promise<Admission | Refusal> {
    if (this.options.registeredOnly && !operation.registered) {
      const refusal = notRegistered(request.viewer)
      if (refusal) return this.refuse([refusal], request.requestId)
    }
    const { definition, costOf, attemptsOf } = operation
    // Those of a query or mutation are checked when it is run.
    if (isSubscription(operation)) {
      const errors = mistakesInVariables(this.schema, definition.variableDefinitions ?? [], variables)
      if (errors.length > 0) return this.refuse(errors, request.requestId)
    }
    const cost = costOf(variables)
    const tooMuch = tooExpensive(cost)
    if (tooMuch) return this.refuse([tooMuch], request.requestId)
    const { viewer, ip } = request
    const { refusal, headers } = await this.options.rateLimits.take({
      viewer,
      ip,
      cost,
      attempts: attemptsOf(variables),
    })
    return refusal ? { ...this.refuse([refusal], request.requestId), headers } : { headers }
  }

  /** Runs an admitted query or mutation; never rejects. */
  answer(
    operation: Operation,
    variables: Variables,
    request: SubgraphRequest,
    door: Door = 'http',
  ): Promise<Presented> {
    return inSpan(
      () => stepOf(operation, request),
      async (span) => {
        const answer = await this.run(operation, variables, request, door)
        if (answer.errors) span.fail(codesOf(answer.errors).join())
        return answer
      },
    )
  }

  private async run(
    operation: Operation,
    variables: Variables,
    request: SubgraphRequest,
    door: Door,
  ): Promise<Presented> {
    const { log } = this.options
    const startedAt = performance.now()
    let answer: Presented
    try {
      if (!operation.run) {
        await this.turnToPlan()
        operation.run = this.graph.engine.prepare(operation.document, operation.name)
      }
      const result = await operation.run({ variables, request })
      answer = present(result, request.requestId, log)
    } catch (error) {
      answer = { errors: [explain(error, request.requestId, log)] }
    }
    this.record({ operation, variables, request, door, startedAt, errors: answer.errors })
    return answer
  }

  /** A stream for an admitted subscription, or the answer by which a subgraph refuses it; never rejects. */
  async subscribe(
    operation: Operation,
    variables: Variables,
    request: SubgraphRequest,
  ): Promise<Subscriber | Result> {
    const startedAt = performance.now()
    try {
      if (!operation.live) {
        await this.turnToPlan()
        operation.live = this.graph.planner.live(operation)
      }
      const opened = await this.hubs.subscribe(operation.live, variables, request.viewer)
      this.record({ operation, variables, request, door: 'socket', startedAt })
      return opened
    } catch (error) {
      const errors = [explain(error, request.requestId, this.options.log)]
      this.record({ operation, variables, request, door: 'socket', startedAt, errors })
      return { data: null, errors: errors.map((error) => error.toJSON()) }
    }
  }

  /** One new plan a round of the event loop: whoever sends many new operations does not stop everybody else. */
  private turnToPlan(): Promise<void> {
    this.lastPlanned = this.lastPlanned.then(() => new Promise((resolve) => setImmediate(resolve)))
    return this.lastPlanned
  }

  private refuse(errors: readonly unknown[], requestId: string): Refusal {
    const { log } = this.options
    const refusal = { errors: errors.map((error) => explain(error, requestId, log)) }
    const codes = codesOf(refusal.errors)
    metrics?.refusal(codes[0] ?? '')
    log.info({ requestId, codes }, 'refused')
    return refusal
  }

  /** One line for each operation, and its place in the metrics. */
  private record({ operation, variables, request, door, startedAt, errors }: Done) {
    const { log } = this.options
    const { registered, definition } = operation
    const name = definition.name?.value
    const codes = errors && codesOf(errors)
    // Only names that we gave ourselves: callers could make up any number of others.
    const counted = (registered && name) || 'other'
    metrics?.operation(definition.operation, counted, codes?.[0] ?? 'OK', startedAt)
    if (!log.isLevelEnabled('info')) return
    log.info(
      {
        requestId: request.requestId,
        viewer: request.viewer?.userId,
        type: definition.operation,
        operation: name,
        door,
        cost: operation.costOf(variables),
        codes,
        ms: Math.round(performance.now() - startedAt),
      },
      'operation',
    )
  }

  stop() {
    this.running?.hubs.close()
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
          const step = { name: `event ${plan.operationName ?? ''}`.trim(), kind: 'internal' } as const
          return await inSpan(
            () => step,
            () => this.hydrate(plan, variables, event, request),
          )
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
    variables: Variables,
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
}

export const isRefusal = (understood: Operation | Admission | Refusal): understood is Refusal =>
  'errors' in understood

const codesOf = (errors: readonly GraphQLError[]) => errors.map(codeOf)

const stepOf = ({ definition, registered }: Operation, { requestId }: SubgraphRequest): Step => ({
  name:
    registered && definition.name ? `${definition.operation} ${definition.name.value}` : definition.operation,
  kind: 'internal',
  attributes: {
    'graphql.operation.type': definition.operation,
    'graphql.operation.name': definition.name?.value,
    'vetgraph.request_id': requestId,
  },
})

function requestAs(viewer: Viewer | null): SubgraphRequest {
  return { ...systemRequest(randomUUID()), viewer }
}

const formatted = ({ data, errors, extensions }: Presented): Result => ({
  data: data ?? null,
  ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}),
  ...(extensions ? { extensions } : {}),
})

const nothing = () => {}

/** The packages' own notes are for debugging; what goes wrong in a request is logged by us. */
export function quiet(log: Logger) {
  return {
    debug: nothing,
    info: nothing,
    warn: (message: string) => log.debug(message),
    error: (message: string) => log.warn(message),
  }
}
