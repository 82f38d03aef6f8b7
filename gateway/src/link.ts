import type { FormattedExecutionResult } from 'graphql'
import type { SubgraphRequest } from '@vetgraph/kit/context'
import { ErrorCode, retryAfterSeconds } from '@vetgraph/kit/errors'
import type { ArrivingFile, LeavingFile } from '@vetgraph/kit/files/door'
import type { State } from '@vetgraph/kit/serving/runtime'

export interface Operation {
  query: string
  operationName?: string
  variables?: Record<string, unknown>
}

export type Result = FormattedExecutionResult<Record<string, unknown>, Record<string, unknown>>

/** `complete` when there are no more events to come; a stream that ends otherwise was lost, and is opened again. */
export type Ending = 'complete' | undefined

export type Events = AsyncIterableIterator<Result, Ending>

/** How the gateway reaches one subgraph, wherever it runs. */
export interface SubgraphLink {
  execute: (operation: Operation, request: SubgraphRequest) => Promise<Result>
  /** A stream of events, or the one answer by which the subgraph refuses. */
  subscribe: (operation: Operation, request: SubgraphRequest) => Promise<Events | Result>
  /** Whether it answers, and if it runs here, what keeps it from answering. */
  state: () => Promise<State | 'away'>
  /** How files come and go; not for subgraphs that are not ours. */
  files?: FileLink
  close: () => Promise<void>
}

export interface FileLink {
  receive: (address: string, file: ArrivingFile, request: SubgraphRequest) => Promise<Result>
  /** The file, or the answer by which the subgraph refuses. */
  send: (address: string, request: SubgraphRequest) => Promise<LeavingFile | Result>
}

export const doesNotAnswer = 'A part of the system does not answer right now. Try again.'

/** An error result on behalf of the subgraph, which reveals neither its name nor its location. */
export const unavailable = (details: { written?: false } = {}): Result => ({
  data: null,
  errors: [
    {
      message: doesNotAnswer,
      path: [],
      extensions: { code: ErrorCode.UNAVAILABLE, retryAfterSeconds, ...details },
    },
  ],
})

export const isWrite = ({ query }: Operation) => query.startsWith('mutation')

/** The result if the request was not sent: a write has certainly not happened. */
export const notAsked = (operation: Operation): Result =>
  unavailable(isWrite(operation) ? { written: false } : {})

/** The answer to a caller who has hung up meanwhile. */
export const cancelled = (): Result => ({
  data: null,
  errors: [{ message: 'The caller hung up.', path: [], extensions: { code: ErrorCode.CANCELLED } }],
})
