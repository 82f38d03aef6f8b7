import type { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { codeOf } from '@vetgraph/kit/errors'
import { metrics } from '@vetgraph/kit/telemetry/metrics'
import type { Step } from '@vetgraph/kit/telemetry/trace'
import type { Operation } from '../operations/operations.ts'

/** The transport of an operation. */
export type Door = 'http' | 'socket'

interface Done {
  operation: Operation
  variables: Readonly<Record<string, unknown>>
  request: SubgraphRequest
  door: Door
  startedAt: number
  errors?: readonly Failure[] | undefined
}

type Failure = Parameters<typeof codeOf>[0]

export const codesOf = (errors: readonly Failure[]) => errors.map(codeOf)

/** Only names of registered operations: callers could invent any number of others. */
const knownNameOf = ({ registered, definition }: Operation) =>
  registered ? definition.name?.value : undefined

/** One line for each operation, and its place in the metrics. */
export function recordOperation(log: Logger, done: Done) {
  const { operation, variables, request, door, startedAt, errors } = done
  const { definition } = operation
  const codes = errors && codesOf(errors)
  metrics?.operation(definition.operation, knownNameOf(operation) ?? 'other', codes?.[0] ?? 'OK', startedAt)
  if (!log.isLevelEnabled('info')) return
  log.info(
    {
      requestId: request.requestId,
      viewer: request.viewer?.userId,
      type: definition.operation,
      operation: definition.name?.value,
      door,
      cost: operation.costOf(variables),
      codes,
      ms: Math.round(performance.now() - startedAt),
    },
    'operation',
  )
}

/** One line for each request of which nothing is run, and its place in the metrics. */
export function recordRefusal(log: Logger, requestId: string, errors: readonly GraphQLError[]) {
  const codes = codesOf(errors)
  metrics?.refusal(codes[0] ?? '')
  log.info({ requestId, codes }, 'refused')
}

/** An operation as a trace shows it. */
export function stepOf(operation: Operation, { requestId }: SubgraphRequest): Step {
  const { definition } = operation
  const name = knownNameOf(operation)
  return {
    name: name ? `${definition.operation} ${name}` : definition.operation,
    kind: 'internal',
    attributes: {
      'graphql.operation.type': definition.operation,
      'graphql.operation.name': definition.name?.value,
      'vetgraph.request_id': requestId,
    },
  }
}
