import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ErrorCodeResolver } from './error-code.resolver.ts'

export const feature: Feature = {
  resolvers: [ErrorCodeResolver],
  public: ['Query.errorCodes'],
}
