import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors'

export interface Problem {
  code: string
  message: string
  field: string | null
  requestId: string | null
  extensions: Readonly<Record<string, unknown>>
}

interface GraphError {
  message: string
  path?: readonly (string | number)[]
  extensions?: Record<string, unknown>
}

/** The errors an answer carries, also when a proxy made the client treat a 401 or 503 as a plain failure. */
function graphErrors(error: unknown): readonly GraphError[] {
  if (CombinedGraphQLErrors.is(error)) return error.errors
  if (!ServerError.is(error)) return []
  try {
    const body = JSON.parse(error.bodyText) as { errors?: GraphError[] }
    return body.errors ?? []
  } catch {
    return error.statusCode === 401
      ? [{ message: error.message, extensions: { code: 'UNAUTHENTICATED' } }]
      : []
  }
}

export const codeOf = (error: unknown): unknown =>
  graphErrors(error).find((each) => each.extensions?.code)?.extensions?.code

/**
 * Whether something of the answer, or what is at `place` in it, is missing because a part of the system does not
 * answer: null says nothing then.
 */
export const isUnavailable = (error: unknown, place?: readonly string[]): boolean =>
  graphErrors(error).some(
    ({ path = [], extensions }) =>
      extensions?.code === 'UNAVAILABLE' && (!place || path.every((step, index) => step === place[index])),
  )

/**
 * Nothing that a page need say above its content: links to what this person may not see, such as a visit at another
 * location, and silent parts of the system, of which the shell's banner tells.
 */
export function isOnlyHoles(error: unknown): boolean {
  const all = graphErrors(error)
  return (
    all.length > 0 &&
    all.every(
      ({ path, extensions }) =>
        extensions?.code === 'UNAVAILABLE' || (extensions?.code === 'NOT_FOUND' && (path?.length ?? 0) > 1),
    )
  )
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** `fetch` fails with a TypeError, as a mistake in our own code does: only its message tells them apart. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load failed|connection/i.test(error.message)

/** Every failure a person may meet, in one shape: what the graph said, or that it could not be reached. */
export function problemOf(error: unknown): Problem {
  const [first] = graphErrors(error)
  if (first) {
    const extensions = first.extensions ?? {}
    return {
      code: text(extensions.code) ?? 'INTERNAL_SERVER_ERROR',
      message: first.message,
      field: text(extensions.field),
      requestId: text(extensions.requestId),
      extensions,
    }
  }
  const plain = { field: null, requestId: null, extensions: {} }
  if (ServerError.is(error)) {
    return {
      ...plain,
      code: 'UNAVAILABLE',
      message: `The server answered ${error.statusCode}. Please try again.`,
    }
  }
  if (isUnreachable(error) || (typeof navigator !== 'undefined' && !navigator.onLine)) {
    return {
      ...plain,
      code: 'OFFLINE',
      message: 'The hospital’s server cannot be reached. Check the connection and try again.',
    }
  }
  return {
    ...plain,
    code: 'INTERNAL_SERVER_ERROR',
    message: error instanceof Error ? error.message : 'Something went wrong.',
  }
}
