import type { GraphQLError } from 'graphql'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import type { SubgraphLink } from '../link.ts'
import type { Fields } from './merge.ts'

export type Variables = Readonly<Record<string, unknown>>

/** One run of a plan: what is known so far and what went wrong. */
export interface Run {
  readonly data: Fields
  readonly errors: GraphQLError[]
  readonly variables: Variables
  readonly request: SubgraphRequest
  readonly ask: (service: string) => Pick<SubgraphLink, 'execute'>
}

export type Step = (run: Run) => Promise<void> | void
