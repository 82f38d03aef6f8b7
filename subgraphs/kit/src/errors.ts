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
    meaning: 'An input value is not valid; `field` names the input field.',
    httpStatus: 200,
  },
  UNAUTHENTICATED: {
    meaning:
      'Nobody is signed in, or the access token has expired or is not valid: sign in or refresh the session.',
    httpStatus: 401,
  },
  FORBIDDEN: {
    meaning: 'The viewer is signed in but lacks the permission named in `permission`.',
    httpStatus: 200,
  },
  NOT_FOUND: {
    meaning: 'There is no such entity, or the viewer may not see it.',
    httpStatus: 200,
  },
  CONFLICT: {
    meaning:
      'The data has changed in the meantime: the time is taken (`alternatives` lists free ones), or the version is outdated (`current` is the latest).',
    httpStatus: 200,
  },
  EMAIL_NOT_VERIFIED: {
    meaning: 'The password is right, but the e-mail address is not verified yet; a new link was sent.',
    httpStatus: 200,
  },
  SECOND_FACTOR_REQUIRED: {
    meaning:
      'The password is right; ask for a code of the second factor and sign in again with it. `field` is `code` if the given code was wrong.',
    httpStatus: 200,
  },
  TOO_MANY_REQUESTS: {
    meaning:
      'Too many requests: `retryAfterSeconds` says when to retry, `policy` names the limit that was exceeded.',
    httpStatus: 429,
  },
  UNAVAILABLE: {
    meaning:
      'Part of the system is temporarily unavailable. Repeat the request with the same Idempotency-Key: nothing is written twice. `written: false` means that nothing was written; `retryAfterSeconds` says when to retry.',
    httpStatus: 503,
  },
  CANCELLED: {
    meaning:
      'The caller cancelled the request before processing began. Nobody receives this error; it appears in logs and metrics.',
    httpStatus: 499,
  },
  BAD_REQUEST: {
    meaning: 'The request is not valid GraphQL over HTTP or WebSocket.',
    httpStatus: 400,
  },
  GRAPHQL_PARSE_FAILED: { meaning: 'The document is not valid GraphQL.', httpStatus: 400 },
  GRAPHQL_VALIDATION_FAILED: { meaning: 'The document is not valid against the schema.', httpStatus: 400 },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The document has several operations and none was named, or has none of the given name.',
    httpStatus: 400,
  },
  PAYLOAD_TOO_LARGE: {
    meaning:
      'The request is larger than 1 MB or has more than 10,000 values, or the file is larger than 100 MB.',
    httpStatus: 413,
  },
  QUERY_TOO_EXPENSIVE: {
    meaning:
      'The operation asks for too much: the extensions show the `limit` and the counted value, which is the `cost` of the response (request smaller pages), the document’s `tokens`, `depth`, `selections`, `aliases`, `rootFields`, `directives`, `operations` or `comparisons`, or the variables’ `values` or `depth`.',
    httpStatus: 400,
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'No registered operation has this hash: send the full text of the operation.',
    httpStatus: 400,
  },
  PERSISTED_QUERY_HASH_MISMATCH: {
    meaning: 'The operation’s text does not match the `sha256Hash` sent with it.',
    httpStatus: 400,
  },
  OPERATION_NOT_REGISTERED: {
    meaning: 'In this deployment, pet owners and anonymous visitors may send registered operations only.',
    httpStatus: 403,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'An internal error. The request id helps support to find the cause.',
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

/** The same error for what does not exist and for what the viewer must not see (AU4). */
export const notFound = (what: string, field?: string) =>
  new DomainError(ErrorCode.NOT_FOUND, `No such ${what}.`, field ? { field } : {})

export const conflict = (message: string, details: ErrorDetails = {}) =>
  new DomainError(ErrorCode.CONFLICT, message, details)

/** The suggested retry delay in seconds. */
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
