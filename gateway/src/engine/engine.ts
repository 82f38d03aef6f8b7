import { buildOperationContext } from '@apollo/gateway'
import type { QueryPlan } from '@apollo/query-planner'
import type { DocumentNode, VariableDefinitionNode } from 'graphql'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { newTextCache } from '@vetgraph/kit/text-cache'
import type { SubgraphLink } from '../link.ts'
import { mistakesInVariables } from '../operations/variables.ts'
import { type Compiled, compilePlan, type Raw, type Schemas } from './plan.ts'

interface Options {
  schemas: Schemas
  planOf: (document: DocumentNode, operationName: string | undefined) => QueryPlan
  linkOf: (service: string) => SubgraphLink
}

interface Asked {
  /** Tells one document from all others. */
  hash: string
  document: DocumentNode
  operationName: string | undefined
  variables: Readonly<Record<string, unknown>>
  request: SubgraphRequest
}

interface Ready {
  run: Compiled
  variables: readonly VariableDefinitionNode[]
}

/** Runs validated operations by plans of @apollo/gateway that are compiled once. */
export class Engine {
  private readonly operations = newTextCache<Ready>()

  constructor(private readonly options: Options) {}

  async execute({ hash, document, operationName, variables, request }: Asked): Promise<Raw> {
    const key = `${hash} ${operationName ?? ''}`
    let ready = this.operations.get(key)
    if (!ready) {
      ready = this.prepare(document, operationName)
      this.operations.set(key, ready)
    }
    const errors = mistakesInVariables(this.options.schemas.api, ready.variables, variables)
    if (errors.length > 0) return { errors }
    return ready.run({ variables, request, ask: this.options.linkOf })
  }

  private prepare(operationDocument: DocumentNode, operationName: string | undefined): Ready {
    const { schemas, planOf } = this.options
    const named = operationName ? { operationName } : {}
    const operation = buildOperationContext({ schema: schemas.api, operationDocument, ...named })
    const plan = planOf(operationDocument, operationName)
    return {
      run: compilePlan({ plan, operation }, schemas),
      variables: operation.operation.variableDefinitions ?? [],
    }
  }
}
