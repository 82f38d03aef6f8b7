import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import { codeOf, ErrorCode, errorExplanations, inputFieldOf, retryAfterSeconds } from '@vetgraph/kit/errors'

const known = new Set<unknown>(Object.values(ErrorCode))

/** Extensions that libraries add to errors and that callers must not see. */
const internals = ['serviceName', 'exception', 'stacktrace', 'http']

function pathOf(path: ReadonlyArray<string | number> | undefined) {
  if (!path) return undefined
  const list = path.indexOf('@')
  const whole = list === -1 ? path : path.slice(0, list)
  return whole.length > 0 ? whole : undefined
}

/** The error when it is GraphQL's, also in the form in which a subgraph sent it. */
function asGraphQLError(error: unknown): GraphQLError | null {
  if (error instanceof GraphQLError) return error
  if (typeof error !== 'object' || error === null || error instanceof Error || !('message' in error))
    return null
  const { message, path, extensions } = error as GraphQLFormattedError
  return new GraphQLError(message, { path, extensions })
}

const maxMessage = 500

/** GraphQL's own errors quote the input in full; they are shortened. */
export const truncated = (message: string) =>
  message.length > maxMessage
    ? `${message.slice(0, maxMessage / 2)} … ${message.slice(-maxMessage / 2)}`
    : message

/** What a caller may know of an error: codes of ours as they are, anything else masked and logged. */
export function explain(error: unknown, requestId: string, log: Logger): GraphQLError {
  const given = asGraphQLError(error) ?? new GraphQLError('')
  const { message, path, nodes, source, positions } = given
  const { code, ...details } = given.extensions
  for (const internal of internals) delete details[internal]
  const shown = (message: string, extensions: Record<string, unknown>) =>
    new GraphQLError(truncated(message), {
      path: pathOf(path),
      ...(nodes ? { nodes } : { source, positions }),
      extensions: { requestId, ...extensions },
    })
  const field = inputFieldOf(message)
  if (field !== null && (!known.has(code) || code === ErrorCode.BAD_USER_INPUT)) {
    return shown(message, { field: truncated(field), ...details, code: ErrorCode.BAD_USER_INPUT })
  }
  if (known.has(code)) {
    // Logged for the operator.
    if (given.originalError) log.error({ err: given.originalError, requestId, path }, 'no proper answer')
    const said = /call stack/i.test(message) ? 'The document is nested too deeply.' : message
    return shown(said, { ...(code === ErrorCode.UNAVAILABLE && { retryAfterSeconds }), ...details, code })
  }
  log.error({ err: error, requestId, path }, 'unexpected error')
  return shown('Something went wrong on our side.', { code: ErrorCode.INTERNAL_SERVER_ERROR })
}

interface Raw {
  data?: Record<string, unknown> | null
  errors?: readonly unknown[]
  extensions?: Record<string, unknown>
}

export interface Presented extends Raw {
  errors?: readonly GraphQLError[]
}

/**
 * Whether a missing non-null value made more than its nullable reference null: a reference to what the viewer may not
 * see is simply null.
 */
function tookMore(data: unknown, path: ReadonlyArray<string | number> = []): boolean {
  // A root field is no reference.
  if (path.length <= 1) return true
  let at = data
  for (const step of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return true
    at = (at as Record<string | number, unknown>)[step]
  }
  return at !== null
}

/**
 * The result of a plan as a caller may see it. A null that no subgraph error explains (a reference to a deleted entity
 * in a non-null field) becomes a NOT_FOUND error instead of a value-completion extension.
 */
export function present(result: Raw, requestId: string, log: Logger): Presented {
  const { data, errors, extensions } = result
  // Fast path: there are no errors.
  if (data !== undefined && !errors && !extensions) return { data }
  const { valueCompletion, ...others } = extensions ?? {}
  const found = Array.isArray(valueCompletion) ? (valueCompletion as GraphQLError[]) : []
  const holes = found
    .filter(({ path }) => tookMore(data, path))
    .map(
      ({ message, path }) =>
        new GraphQLError(message, { path, extensions: { code: ErrorCode.NOT_FOUND, requestId } }),
    )
  const all = [...(errors ?? []).map((error) => explain(error, requestId, log)), ...holes]
  return {
    ...(data === undefined ? {} : { data }),
    ...(all.length > 0 ? { errors: all } : {}),
    ...(Object.keys(others).length > 0 ? { extensions: others } : {}),
  }
}

/** The refusal of a subscription that did not come by WebSocket. */
export const goesBySocket = () =>
  new GraphQLError('Subscriptions go by WebSocket (graphql-transport-ws) to this address.', {
    extensions: { code: ErrorCode.BAD_REQUEST },
  })

const isErrorCode = (code: unknown): code is ErrorCode => known.has(code)

/** After how many seconds to ask again, when all of an answer is missing because a part does not answer; else null. */
export function retryAfter({ data, errors = [] }: FormattedExecutionResult): number | null {
  const isWhole = data ? Object.values(data).every((value) => value === null) : true
  if (!isWhole || errors.length === 0 || !errors.every((error) => codeOf(error) === ErrorCode.UNAVAILABLE)) {
    return null
  }
  return Math.max(...errors.map(({ extensions }) => Number(extensions?.['retryAfterSeconds'] ?? 0)))
}

/** The HTTP status of an answer: that of its first error when nothing was run, else 200. */
export function statusOf({ data, errors = [] }: Presented): number {
  const [first] = errors
  if (data !== undefined || !first) return 200
  const { code } = first.extensions
  const { httpStatus } = isErrorCode(code) ? errorExplanations[code] : { httpStatus: 400 }
  return httpStatus < 400 ? 400 : httpStatus
}
