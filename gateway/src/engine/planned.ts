import type { Schema } from '@apollo/federation-internals'
import type { QueryPlan } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import type { OperationContext } from './answer.ts'
import type { Fields } from './merge.ts'
import type { Run } from './run.ts'

export interface Schemas {
  /** The graph as clients see it. */
  api: GraphQLSchema
  /** The same as the federation packages have it. */
  federated: Schema
  /** Everything that the subgraphs know of. */
  supergraph: GraphQLSchema
}

export interface Planned {
  plan: QueryPlan
  operation: OperationContext
}

export interface Raw {
  data?: Fields | null
  errors?: readonly unknown[]
  extensions?: Fields
}

/** An operation ready to run as often as it is asked. */
export type Compiled = (given: Pick<Run, 'variables' | 'request' | 'ask'>) => Promise<Raw>
