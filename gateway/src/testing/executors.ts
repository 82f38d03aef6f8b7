import { buildOperationContext } from '@apollo/gateway'
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation'
import type { QueryPlan } from '@apollo/query-planner'
import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  execute,
  getOperationAST,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  type SelectionNode,
  visit,
} from 'graphql'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { Engine } from '../engine/engine.ts'
import type { Raw } from '../engine/planned.ts'
import { runOriginalExecutor } from '../engine/original-executor.ts'
import type { SubgraphLink } from '../link.ts'
import { compileMistakes } from '../operations/variables.ts'
import { Planner } from '../subscriptions/plan.ts'
import type { AskedQuery } from './queries.ts'

export type Ask = (service: string) => Pick<SubgraphLink, 'execute'>

type Execute = (asked: AskedQuery) => Promise<Raw>

/** A graph whose operations are parsed and planned once, whoever runs them. */
export class PlannedGraph {
  readonly planner: Planner
  private readonly documents = new Map<string, DocumentNode>()
  private readonly plans = new WeakMap<DocumentNode, QueryPlan>()

  constructor(readonly graph: { supergraph: string; schema: GraphQLSchema }) {
    this.planner = new Planner(graph.supergraph, graph.schema)
  }

  documentOf(query: string): DocumentNode {
    const document = this.documents.get(query) ?? parse(query)
    this.documents.set(query, document)
    return document
  }

  readonly planOf = (document: DocumentNode): QueryPlan => {
    const plan = this.plans.get(document) ?? this.planner.build(document)
    this.plans.set(document, plan)
    return plan
  }
}

/** Three executors of one graph on the same subgraphs: ours, @apollo/gateway's and @graphql-tools/federation's. */
export function executorsOf(planned: PlannedGraph, ask: Ask, request: SubgraphRequest) {
  const { supergraph, schema } = planned.graph
  const { schemas } = planned.planner
  const { planOf } = planned
  const engine = new Engine({ schemas, planOf, linkOf: ask as (service: string) => SubgraphLink })
  const ours: Execute = async ({ query, variables = {} }) => {
    const document = planned.documentOf(query)
    const errors = compileMistakes(schema, document, getOperationAST(document)!)(variables)
    return errors.length > 0 ? { errors } : engine.prepare(document, undefined)({ variables, request })
  }
  const original: Execute = ({ query, variables }) => {
    const operationDocument = planned.documentOf(query)
    const operation = buildOperationContext({ schema, operationDocument })
    return runOriginalExecutor({ plan: planOf(operationDocument), operation }, schemas, {
      variables,
      request,
      ask,
    })
  }
  let stitch: Execute | null = null
  const stitched: Execute = (asked) => {
    stitch ??= stitchedOver(supergraph, ask, request)
    return stitch(asked)
  }
  return { ours, original, stitched }
}

function stitchedOver(supergraphSdl: string, ask: Ask, request: SubgraphRequest): Execute {
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    onSubschemaConfig: (subgraph) => {
      const link = ask(subgraph.name.toLowerCase())
      const executor = ({ document, variables }: { document: DocumentNode; variables?: object }) =>
        link.execute({ query: print(document), variables: { ...variables } }, request)
      subgraph.executor = executor as typeof subgraph.executor
    },
  })
  return async ({ query, variables }) =>
    execute({
      schema,
      document: decided(parse(query), variables),
      variableValues: variables,
      contextValue: {},
    })
}

/**
 * The same operation with its conditions decided. The stitched schema loses a field that is selected
 * twice, once of them under a condition that leaves it out; nothing else of conditions differs.
 */
function decided(document: DocumentNode, variables: Readonly<Record<string, unknown>>): DocumentNode {
  const isLeftOut = ({ name, arguments: given }: DirectiveNode | ConstDirectiveNode) => {
    const value = given?.[0]?.value
    const holds =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value
    return holds === (name.value === 'skip')
  }
  const bare = (node: SelectionNode): SelectionNode => ({ ...node, directives: [] })
  return visit(document, {
    SelectionSet: {
      leave: (set) => {
        const kept = set.selections.filter(({ directives }) => !directives?.some(isLeftOut))
        // A selection of nothing cannot be written; it keeps its conditions.
        return kept.length > 0 ? { ...set, selections: kept.map(bare) } : undefined
      },
    },
  })
}
