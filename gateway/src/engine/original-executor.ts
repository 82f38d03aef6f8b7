import { executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway'
import type { PlanNode, SubscriptionNode } from '@apollo/query-planner'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import type { Run } from './run.ts'
import type { Planned, Raw, Schemas } from './planned.ts'

type PlanContext = Parameters<typeof executeQueryPlan>[2]

function servicesOf(node: PlanNode | SubscriptionNode | undefined): string[] {
  switch (node?.kind) {
    case 'Fetch':
      return [node.serviceName]
    case 'Flatten':
      return servicesOf(node.node)
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(servicesOf)
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap(servicesOf)
    case 'Subscription':
      return [node.primary, node.rest].flatMap(servicesOf)
    case 'Defer':
      return [node.primary.node, ...node.deferred.map((deferred) => deferred.node)].flatMap(servicesOf)
    default:
      return []
  }
}

const nothing = () => {}

const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** Runs a plan with the original executor of @apollo/gateway over our links. */
export async function runOriginalExecutor(
  { plan, operation }: Planned,
  schemas: Schemas,
  { variables, request, ask }: Pick<Run, 'variables' | 'request' | 'ask'>,
): Promise<Raw> {
  const sourceOf = (service: string): GraphQLDataSource => ({
    process: ({ request: { query = '', operationName, variables }, context }) =>
      ask(service).execute(
        { query, ...(operationName ? { operationName } : {}), ...(variables ? { variables } : {}) },
        context as unknown as SubgraphRequest,
      ),
  })
  const sources = Object.fromEntries(servicesOf(plan.node).map((name) => [name, sourceOf(name)]))
  const context = {
    request: { variables },
    context: request,
    metrics: {},
    logger: silent,
    schema: schemas.api,
  } as unknown as PlanContext
  return executeQueryPlan(plan, sources, context, operation, schemas.supergraph, schemas.federated)
}
