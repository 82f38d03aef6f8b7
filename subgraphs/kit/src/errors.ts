import { GraphQLError } from 'graphql'
import { registerEnumType } from 'type-graphql'

/** Every code an answer's `errors[].extensions.code` can carry. */
export enum ErrorCode {
  BAD_USER_INPUT = 'BAD_USER_INPUT',
  UNAUTHENTICATED = 'UNAUTHENTICATED',
  FORBIDDEN = 'FORBIDDEN',
  NOT_FOUND = 'NOT_FOUND',
  CONFLICT = 'CONFLICT',
  EMAIL_NOT_VERIFIED = 'EMAIL_NOT_VERIFIED',
  SECOND_FACTOR_REQUIRED = 'SECOND_FACTOR_REQUIRED',
  TOO_MANY_REQUESTS = 'TOO_MANY_REQUESTS',
  UNAVAILABLE = 'UNAVAILABLE',
  CANCELLED = 'CANCELLED',
  BAD_REQUEST = 'BAD_REQUEST',
  GRAPHQL_PARSE_FAILED = 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED = 'GRAPHQL_VALIDATION_FAILED',
  OPERATION_RESOLUTION_FAILURE = 'OPERATION_RESOLUTION_FAILURE',
  PAYLOAD_TOO_LARGE = 'PAYLOAD_TOO_LARGE',
  QUERY_TOO_EXPENSIVE = 'QUERY_TOO_EXPENSIVE',
  PERSISTED_QUERY_NOT_FOUND = 'PERSISTED_QUERY_NOT_FOUND',
  PERSISTED_QUERY_HASH_MISMATCH = 'PERSISTED_QUERY_HASH_MISMATCH',
  OPERATION_NOT_REGISTERED = 'OPERATION_NOT_REGISTERED',
  INTERNAL_SERVER_ERROR = 'INTERNAL_SERVER_ERROR',
}

interface Explanation {
  meaning: string
  httpStatus: number
}

/** What each code means to a caller; `Query.errorCodes` answers this table. */
export const errorExplanations: Record<ErrorCode, Explanation> = {
  BAD_USER_INPUT: {
    meaning: 'A value breaks a rule of the hospital; `field` names the input field.',
    httpStatus: 200,
  },
  UNAUTHENTICATED: {
    meaning: 'Nobody is signed in, or the access token is expired or forged: sign in or refresh the session.',
    httpStatus: 401,
  },
  FORBIDDEN: {
    meaning: 'The viewer is known but lacks the permission named in `permission`.',
    httpStatus: 200,
  },
  NOT_FOUND: {
    meaning: 'There is no such thing, or it belongs to a household the viewer may not see.',
    httpStatus: 200,
  },
  CONFLICT: {
    meaning:
      'The hospital has moved on: the slot is taken (`alternatives` lists free ones), or the version is stale (`current` is the latest).',
    httpStatus: 200,
  },
  EMAIL_NOT_VERIFIED: {
    meaning:
      'The password is right, but nobody has followed the link in the e-mail yet; a new one has been sent.',
    httpStatus: 200,
  },
  SECOND_FACTOR_REQUIRED: {
    meaning:
      'The password is right; ask for the code of the second factor and sign in again with it. `field` is `code` when the one given was wrong.',
    httpStatus: 200,
  },
  TOO_MANY_REQUESTS: {
    meaning: 'Slow down; `retryAfterSeconds` says for how long, `policy` names the limit that was passed.',
    httpStatus: 429,
  },
  UNAVAILABLE: {
    meaning:
      'A part of the system does not answer right now. Repeat the request under the same Idempotency-Key: what was written is not written twice. `written: false` says that surely nothing was, `retryAfterSeconds` when to try.',
    httpStatus: 503,
  },
  CANCELLED: {
    meaning:
      'The caller hung up before the work was begun. Nobody receives this answer: it stands in logs and metrics.',
    httpStatus: 499,
  },
  BAD_REQUEST: {
    meaning: 'The request is not GraphQL over HTTP or WebSocket as this server speaks it.',
    httpStatus: 400,
  },
  GRAPHQL_PARSE_FAILED: { meaning: 'The document is not GraphQL.', httpStatus: 400 },
  GRAPHQL_VALIDATION_FAILED: { meaning: 'The document does not fit the schema.', httpStatus: 400 },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The document has several operations or none of the given name.',
    httpStatus: 400,
  },
  PAYLOAD_TOO_LARGE: {
    meaning: 'The request is larger than 1 MB, or holds more than 10,000 values.',
    httpStatus: 413,
  },
  QUERY_TOO_EXPENSIVE: {
    meaning:
      'The operation asks for too much at once: beside `limit` stands what was counted, the `cost` of the answer (ask for smaller pages) or the document’s `tokens`, `depth`, `selections`, `aliases`, `rootFields`, `directives`, `operations` or `comparisons`, or the variables’ `values` or `depth`.',
    httpStatus: 400,
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'No registered operation has this hash: send the operation’s text.',
    httpStatus: 400,
  },
  PERSISTED_QUERY_HASH_MISMATCH: {
    meaning: 'The operation’s text does not hash to the `sha256Hash` that was sent with it.',
    httpStatus: 400,
  },
  OPERATION_NOT_REGISTERED: {
    meaning: 'This deployment answers pet owners and visitors the operations of its own apps only.',
    httpStatus: 403,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'Our mistake. The request id leads support to the cause.',
    httpStatus: 500,
  },
}

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description: 'The machine-readable kind of an error, found at `errors[].extensions.code`.',
  valuesConfig: Object.fromEntries(
    Object.entries(errorExplanations).map(([code, { meaning }]) => [code, { description: meaning }]),
  ),
})

export interface ErrorDetails {
  /** The input field the error belongs to, in dotted form from the input's root. */
  field?: string
  [key: string]: unknown
}

/** A rule of the hospital was broken: shown to the caller as it is, with code and field. */
export class DomainError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message, { extensions: { ...details, code } })
    this.name = 'DomainError'
  }
}

/** The code of an error in any form; our mistake when it has none. */
export function codeOf(error: { extensions?: Readonly<Record<string, unknown>> } | null | undefined): string {
  const code = error?.extensions?.['code']
  return typeof code === 'string' ? code : ErrorCode.INTERNAL_SERVER_ERROR
}

export const badInput = (field: string, message: string, details: ErrorDetails = {}) =>
  new DomainError(ErrorCode.BAD_USER_INPUT, message, { ...details, field })

/** Says the same for what does not exist and for what the viewer must not know of (AU4). */
export const notFound = (what: string, field?: string) =>
  new DomainError(ErrorCode.NOT_FOUND, `No such ${what}.`, field ? { field } : {})

export const conflict = (message: string, details: ErrorDetails = {}) =>
  new DomainError(ErrorCode.CONFLICT, message, details)

/** Seconds after which what is away may be back. */
export const retryAfterSeconds = 5

export const unavailable = (
  message = 'A part of the system does not answer right now. Try again.',
  details: ErrorDetails = {},
) => new DomainError(ErrorCode.UNAVAILABLE, message, { retryAfterSeconds, ...details })

export const unauthenticated = (message = 'Sign in first.') =>
  new DomainError(ErrorCode.UNAUTHENTICATED, message)

/** Somebody saved in between: `current` are the values as they are now, so that nothing typed is lost. */
export const stale = (
  current: Readonly<Record<string, unknown>>,
  version: number,
  details: ErrorDetails = {},
) =>
  new DomainError(ErrorCode.CONFLICT, 'Somebody else has changed this in the meantime.', {
    ...details,
    field: 'version',
    current,
    version,
  })

/** The input field that an error of GraphQL's own input coercion is about; null for any other error. */
export function inputFieldOf(message: string): string | null {
  const [, variable] = /^Variable "\$(\w+)"/.exec(message) ?? []
  if (variable) {
    const path = / at "([^"]+)"; /.exec(message)?.[1]?.split('.').slice(1).join('.')
    const missing = /; Field "(\w+)" (?:of required type|is not defined)/.exec(message)?.[1]
    return [path, missing].filter(Boolean).join('.') || variable
  }
  return /^Argument "(\w+)" /.exec(message)?.[1] ?? null
}
