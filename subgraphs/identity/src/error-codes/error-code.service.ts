import { ErrorCode, errorExplanations } from '@vetgraph/kit/errors'
import type { ErrorCodeExplanation } from './error-code.types.ts'

/** Anybody may read what the errors mean. */
export const listErrorCodes = (): ErrorCodeExplanation[] =>
  Object.values(ErrorCode).map((code) => ({ code, ...errorExplanations[code] }))
