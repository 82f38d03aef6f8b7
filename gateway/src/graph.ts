import { ApolloGateway } from '@apollo/gateway'
import { GraphQLError, type GraphQLSchema, parse } from 'graphql'
import type { Logger } from 'pino'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { codeOf, ErrorCode } from '@vetgraph/kit/errors'
import { inSpan } from '@vetgraph/kit/telemetry/tracing'
import { dataSourceOf } from './data-source.ts'
import { attemptMutations } from './edge/attempts.ts'
import { CostModel, tooExpensive } from './edge/cost.ts'
import type { RateLimits } from './edge/rate-limits.ts'
import { explain, goesBySocket, present, type Presented } from './edge/errors.ts'
import { costOfRefusing, refusalCost } from './edge/rate-policies.ts'
import { Engine } from './engine/engine.ts'
import type { Result, SubgraphLink } from './link.ts'
import {
  type Asked,
  costOfPlanning,
  isOperation,
  isSubscription,
  type Operation,
  Operations,
} from './operations/operations.ts'
import { notRegistered, type Registered } from './operations/registered.ts'
import { reservedNamesRule } from './operations/reserved-names.ts'
import { PlanningQueue } from './operations/planning-queue.ts'
import { declared, tooManyValues } from './operations/variables.ts'
import { canonical } from './subscriptions/canonical.ts'
import type { Hubs } from './subscriptions/hub.ts'
import { hydratedHubs } from './subscriptions/hydration.ts'
import { type Live, Planner } from './subscriptions/plan.ts'
import { shapedBy } from './subscriptions/shape.ts'
import type { Subscriber } from './subscriptions/subscriber.ts'
import { watchedLink } from './telemetry/links.ts'
import { codesOf, type Door, recordOperation, recordRefusal, stepOf } from './telemetry/operations.ts'

// The gateway package reports usage to its maker unless it is told not to before it is made.
process.env['APOLLO_TELEMETRY_DISABLED'] ??= 'true'

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
  /** The pause after a new operation is planned, as a multiple of the time that this took; 2 if omitted. */
  planningPause?: number
}

/** An admitted request, with the headers for its response. */
export interface Admission {
  headers: Readonly<Record<string, string>>
}

/** A request refused before it ran, with the reason. */
export interface Refusal {
  errors: readonly GraphQLError[]
  headers?: Readonly<Record<string, string>>
}

/** The caller, and the request id for logs. */
type Caller = Pick<SubgraphRequest, 'viewer' | 'ip' | 'cookies' | 'requestId'>

type Variables = Readonly<Record<string, unknown>>

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
  readonly links: ReadonlyMap<string, SubgraphLink>
  private running: Running | null = null
  private readonly planningQueue: PlanningQueue

  constructor(private readonly options: GraphOptions) {
    this.planningQueue = new PlanningQueue(options.planningPause)
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
      const supergraph = parse(coreSupergraphSdl, { noLocation: true })
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
          costs: new CostModel(apiSchema, supergraph),
          reservedNames: reservedNamesRule(supergraph),
          attempts: attemptMutations(planner.schemas.supergraph),
          introspection,
          registered,
        }),
        hubs: hydratedHubs({ linkOf: this.linkOf, log }),
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

  /** Parses and validates the operation, or returns the errors; immediate for known operations. */
  understand(asked: Asked, caller: Caller): Operation | Promise<Operation | Refusal> {
    const known = this.graph.operations.known(asked)
    return known && isOperation(known) ? known : this.study(asked, caller, known)
  }

  private async study(
    asked: Asked,
    caller: Caller,
    known: readonly GraphQLError[] | undefined,
  ): Promise<Operation | Refusal> {
    if (known) return this.refuse(known, caller)
    try {
      const { operations } = this.graph
      return operations.isRegistered(asked)
        ? await this.read(asked, caller)
        : await this.planningQueue.run(this.rateLimits.askerKey(caller), () => this.read(asked, caller))
    } catch (error) {
      return this.refuse([error], caller)
    }
  }

  /** A caller without budget is refused before the document is parsed. */
  private async read(asked: Asked, caller: Caller): Promise<Operation | Refusal> {
    const { refusal, headers } = await this.rateLimits.look(caller)
    if (refusal) return { ...this.refusal([refusal], caller), headers }
    const understood = this.graph.operations.understand(asked)
    return isOperation(understood)
      ? understood
      : this.refuse(understood, caller, costOfRefusing(asked.query ?? ''))
  }

  /** Checks cost, rate limits and registration; returns the refusal if any. */
  async admit(
    operation: Operation,
    variables: Variables,
    request: SubgraphRequest,
    door: Door,
  ): Promise<Admission | Refusal> {
    if (isSubscription(operation) && door !== 'socket') return this.refuse([goesBySocket()], request)
    if (this.options.registeredOnly && !operation.registered) {
      const refusal = notRegistered(request.viewer)
      if (refusal) return this.refuse([refusal], request)
    }
    const tooMany = tooManyValues(variables)
    if (tooMany) return this.refuse([tooMany], request)
    const { costOf, attempts, mistakesIn } = operation
    const cost = costOf(variables)
    const tooMuch = tooExpensive(cost)
    if (tooMuch) return this.refuse([tooMuch], request)
    const { viewer, ip, cookies } = request
    const { refusal, headers } = await this.rateLimits.take({
      viewer,
      ip,
      cookies,
      cost: cost + costOfPlanning(operation),
      attempts,
    })
    if (refusal) return { ...this.refusal([refusal], request), headers }
    // A caller without budget is refused before the variables are checked.
    const mistakes = mistakesIn(variables)
    return mistakes.length > 0 ? this.refuse(mistakes, request) : { headers }
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
      const { engine } = this.graph
      operation.run ??= await this.plan(operation, request, () =>
        engine.prepare(operation.document, operation.name),
      )
      const result = await operation.run({ variables, request })
      answer = present(result, request.requestId, log)
    } catch (error) {
      answer = { errors: [explain(error, request.requestId, log)] }
    }
    recordOperation(log, { operation, variables, request, door, startedAt, errors: answer.errors })
    return answer
  }

  /**
   * A stream for an admitted subscription, or the answer by which a subgraph refuses it; never rejects. Calls back when
   * there is no stream any more.
   */
  async subscribe(
    operation: Operation,
    variables: Variables,
    request: SubgraphRequest,
    onLeave = () => {},
  ): Promise<Subscriber | Result> {
    const startedAt = performance.now()
    try {
      const { plan, form } = (operation.live ??= await this.plan(operation, request, () =>
        this.live(operation, request),
      ))
      const opened = await this.hubs.subscribe({
        plan,
        form,
        variables: declared(operation.definition, variables),
        viewer: request.viewer,
        onLeave,
      })
      const errors = 'errors' in opened ? opened.errors : undefined
      recordOperation(this.options.log, { operation, variables, request, door: 'socket', startedAt, errors })
      return opened
    } catch (error) {
      onLeave()
      const errors = [explain(error, request.requestId, this.options.log)]
      recordOperation(this.options.log, { operation, variables, request, door: 'socket', startedAt, errors })
      return { data: null, errors: errors.map((error) => error.toJSON()) }
    }
  }

  /** Different aliases for the same subscription need no new plan; new plans are limited per caller. */
  private async live(operation: Operation, caller: Caller): Promise<Live> {
    const { planner } = this.graph
    const asked = canonical(this.schema, operation)
    if (!operation.registered && !planner.known(asked)) {
      const { refusal } = await this.rateLimits.takeStream(caller)
      if (refusal) throw refusal
    }
    return { plan: planner.live(asked), form: shapedBy(asked.shape) }
  }

  /** Operations of the web client are planned immediately, because there is a fixed number of them. */
  private async plan<T>(operation: Operation, caller: Caller, make: () => T | Promise<T>): Promise<T> {
    return operation.registered ? make() : this.planningQueue.run(this.rateLimits.askerKey(caller), make)
  }

  get rateLimits(): RateLimits {
    return this.options.rateLimits
  }

  /**
   * A refusal costs points too, because parsing takes time; if the budget is spent, the refusal is TOO_MANY_REQUESTS.
   */
  async refuse(errors: readonly unknown[], caller: Caller, price = refusalCost): Promise<Refusal> {
    const { viewer, ip, cookies } = caller
    const cost = errors.some(isUnread) ? 1 : price
    const { refusal, headers } = await this.rateLimits.take({
      viewer,
      ip,
      cookies,
      cost,
      attempts: [],
    })
    return { ...this.refusal(refusal ? [refusal] : errors, caller), headers }
  }

  private refusal(errors: readonly unknown[], { requestId }: Caller): Refusal {
    const { log } = this.options
    const refusal = { errors: errors.map((error) => explain(error, requestId, log)) }
    recordRefusal(log, requestId, refusal.errors)
    return refusal
  }

  stop() {
    this.running?.hubs.close()
  }
}

/** Only a hash was looked up: clients send it first, and then the text. */
const isUnread = (error: unknown) =>
  error instanceof GraphQLError && codeOf(error) === ErrorCode.PERSISTED_QUERY_NOT_FOUND

export const isRefusal = (understood: Operation | Admission | Refusal): understood is Refusal =>
  'errors' in understood

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
