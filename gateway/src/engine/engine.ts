import { buildOperationContext } from '@apollo/gateway'
import type { QueryPlan } from '@apollo/query-planner'
import type { DocumentNode } from 'graphql'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import type { SubgraphLink } from '../link.ts'
import { compilePlan } from './plan.ts'
import type { Raw, Schemas } from './planned.ts'

interface Options {
  schemas: Schemas
  planOf: (document: DocumentNode, operationName: string | undefined) => QueryPlan
  linkOf: (service: string) => SubgraphLink
}

interface Asked {
  variables: Readonly<Record<string, unknown>>
  request: SubgraphRequest
}

/** An operation with its plan, compiled to be run as often as it is asked, with variables that were checked. */
export type Prepared = (asked: Asked) => Promise<Raw>

/** Prepares validated operations by plans of @apollo/gateway. */
export class Engine {
  constructor(private readonly options: Options) {}

  /** Takes milliseconds; what it answers is to be kept. */
  prepare(operationDocument: DocumentNode, operationName: string | undefined): Prepared {
    const { schemas, planOf, linkOf } = this.options
    const named = operationName ? { operationName } : {}
    const operation = buildOperationContext({ schema: schemas.api, operationDocument, ...named })
    const plan = planOf(operationDocument, operationName)
    const run = compilePlan({ plan, operation }, schemas)
    return ({ variables, request }) => run({ variables, request, ask: linkOf })
  }
}
