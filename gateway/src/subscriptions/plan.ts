import { buildOperationContext } from '@apollo/gateway'
import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { type QueryPlan, QueryPlanner, type SubscriptionNode } from '@apollo/query-planner'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { ErrorCode } from '@vetgraph/kit/errors'
import { newTextCache } from '@vetgraph/kit/serving/text-cache'
import { compilePlan } from '../engine/plan.ts'
import type { Compiled, Schemas } from '../engine/planned.ts'
import type { Result } from '../link.ts'
import type { Canonical } from './canonical.ts'
import { personalFields } from './personal.ts'

/** The name of the pseudo subgraph that delivers the event; no subgraph can have this name. */
export const eventService = '$event'

/** How one subscription is answered: by a stream of one subgraph, hydrated from the others per event. */
export interface LivePlan {
  key: string
  service: string
  query: string
  operationName: string | undefined
  variableUsages: readonly string[]
  hydration: Compiled
  /** The result depends on who the viewer is, not only on the viewer's rights. */
  personal: boolean
}

/** A subscription with its plan, which may be shared, and its own aliases. */
export interface Live {
  plan: LivePlan
  form: (result: Result) => Result
}

/** Plans operations that are known to be valid. */
export class Planner {
  readonly schemas: Schemas
  private readonly planner: QueryPlanner
  private readonly plans = newTextCache<LivePlan>()
  private readonly isPersonalField: ReturnType<typeof personalFields>

  constructor(
    supergraphSdl: string,
    readonly schema: GraphQLSchema,
  ) {
    const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false })
    this.schemas = {
      api: schema,
      federated: supergraph.apiSchema(),
      supergraph: supergraph.schema.toGraphQLJSSchema(),
    }
    this.planner = new QueryPlanner(supergraph)
    this.isPersonalField = personalFields(this.schemas.supergraph)
  }

  /** The plan of a subscription if it was already planned, whatever its aliases. */
  known({ key }: Canonical): LivePlan | undefined {
    return this.plans.get(key)
  }

  /** How a subscription is answered; throws a GraphQLError when it cannot be planned. */
  live(asked: Canonical): LivePlan {
    const known = this.known(asked)
    if (known) return known
    const fresh = this.plan(asked)
    this.plans.set(asked.key, fresh)
    return fresh
  }

  private plan({ key, document: asked }: Canonical): LivePlan {
    // The cached plan must not keep the text of its first caller.
    const document = parse(print(asked), { noLocation: true })
    const { node } = this.build(document)
    if (node?.kind !== 'Subscription') {
      const code = ErrorCode.GRAPHQL_VALIDATION_FAILED
      throw new GraphQLError('A subscription needs its field.', { extensions: { code } })
    }
    const operation = buildOperationContext({ schema: this.schema, operationDocument: document })
    return {
      key,
      service: node.primary.serviceName,
      query: node.primary.operation,
      operationName: node.primary.operationName,
      variableUsages: node.primary.variableUsages ?? [],
      hydration: compilePlan({ plan: hydrationOf(node), operation }, this.schemas),
      personal: this.isPersonal(document),
    }
  }

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
          personal ||= this.isPersonalField(
            types.getParentType()?.name ?? '',
            types.getFieldDef()?.name ?? '',
          )
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
