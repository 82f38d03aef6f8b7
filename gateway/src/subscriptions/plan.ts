import { buildOperationContext } from '@apollo/gateway'
import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { type QueryPlan, QueryPlanner, type SubscriptionNode } from '@apollo/query-planner'
import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  type ValidationRule,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { type Compiled, compilePlan, type Schemas } from '../engine/plan.ts'

/** The place of the event among the subgraphs of a plan; no subgraph can have this name. */
export const eventService = '$event'

export const maxTokens = 10_000

/** An operation that is understood, or the errors that it is answered with. */
export type Checked =
  | { document: DocumentNode; operation: OperationDefinitionNode; errors?: undefined }
  | { errors: readonly GraphQLError[] }

/** How one subscription is answered: by a stream of one subgraph, hydrated from the others per event. */
export interface LivePlan {
  key: string
  service: string
  query: string
  operationName: string | undefined
  variableUsages: readonly string[]
  hydration: Compiled
  /** The answer depends on who the viewer is, not only on what the viewer may do. */
  personal: boolean
}

/** Fields whose answer is about the viewer; whoever selects one shares its hub with nobody else. */
const personalFields = new Set(['Subscription.notificationReceived', 'User.permissions'])

const withCode = (error: GraphQLError, code: string) =>
  new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    extensions: { code },
  })

/** Understands operations and plans them; checks and subscriptions are kept. */
export class Planner {
  readonly schemas: Schemas
  private readonly planner: QueryPlanner
  private readonly checked = new LRUCache<string, Checked>({ max: 1000 })
  private readonly plans = new LRUCache<string, LivePlan>({ max: 500 })

  constructor(
    supergraphSdl: string,
    readonly schema: GraphQLSchema,
    private readonly rules: readonly ValidationRule[] = [],
  ) {
    const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false })
    this.schemas = {
      api: schema,
      federated: supergraph.apiSchema(),
      supergraph: supergraph.schema.toGraphQLJSSchema(),
    }
    this.planner = new QueryPlanner(supergraph)
  }

  /** Parses and validates, as the HTTP side does. */
  check(query: string, operationName?: string | null): Checked {
    const key = `${operationName ?? ''}\n${query}`
    const known = this.checked.get(key)
    if (known) return known
    const fresh = this.understand(query, operationName)
    this.checked.set(key, fresh)
    return fresh
  }

  /** Where the schema is not shown, no error may suggest names of it either; as Apollo Server does for HTTP. */
  private discreet(error: GraphQLError): GraphQLError {
    if (this.rules.length === 0) return error
    const { nodes, source, positions } = error
    const message = error.message.replace(/ Did you mean .*$/s, '')
    return new GraphQLError(message, { nodes, source, positions })
  }

  private understand(query: string, operationName?: string | null): Checked {
    let document: DocumentNode
    try {
      document = parse(query, { maxTokens })
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')] }
      throw error
    }
    try {
      const errors = validate(this.schema, document, [...specifiedRules, ...this.rules])
      if (errors.length > 0)
        return { errors: errors.map((error) => withCode(this.discreet(error), 'GRAPHQL_VALIDATION_FAILED')) }
    } catch (error) {
      // graphql 16 throws for some documents that it should refuse, `@include` on a root field among them.
      if (error instanceof GraphQLError) return { errors: [withCode(error, 'GRAPHQL_VALIDATION_FAILED')] }
      throw error
    }
    const operation = getOperationAST(document, operationName)
    if (operation) return { document, operation }
    const message = operationName
      ? `Unknown operation named "${operationName}".`
      : 'Name the operation to run: the document has several or none.'
    return { errors: [new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })] }
  }

  /** Plans a checked subscription; throws a GraphQLError when it cannot be planned. */
  plan(query: string, document: DocumentNode, operationName?: string | null): LivePlan {
    const key = `${operationName ?? ''}\n${query}`
    const known = this.plans.get(key)
    if (known) return known
    const { node } = this.build(document, operationName)
    if (node?.kind !== 'Subscription') throw new GraphQLError('This operation is not a subscription.')
    const operation = buildOperationContext({
      schema: this.schema,
      operationDocument: document,
      ...(operationName ? { operationName } : {}),
    })
    const fresh: LivePlan = {
      key,
      service: node.primary.serviceName,
      query: node.primary.operation,
      operationName: node.primary.operationName,
      variableUsages: node.primary.variableUsages ?? [],
      hydration: compilePlan({ plan: hydrationOf(node), operation }, this.schemas),
      personal: this.isPersonal(document),
    }
    this.plans.set(key, fresh)
    return fresh
  }

  /** Plans an operation that is known to be valid. */
  build(document: DocumentNode, operationName?: string | null): QueryPlan {
    const named = operationName ? { operationName } : {}
    return this.planner.buildQueryPlan(operationFromDocument(this.schemas.federated, document, named))
  }

  private isPersonal(document: DocumentNode): boolean {
    const types = new TypeInfo(this.schema)
    let personal = false
    visit(
      document,
      visitWithTypeInfo(types, {
        Field: () => {
          personal ||= personalFields.has(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`)
        },
      }),
    )
    return personal
  }
}

/** The plan of one event: first the event itself, then what the other subgraphs add to it. */
function hydrationOf({ primary, rest }: SubscriptionNode): QueryPlan {
  const event = { ...primary, serviceName: eventService }
  return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: rest ? [event, rest] : [event] } }
}
