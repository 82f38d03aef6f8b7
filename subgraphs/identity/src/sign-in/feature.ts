import type { Feature } from '@vetgraph/kit/contracts/feature'
import { sweepFailures } from './failure.service.ts'
import { SignInResolver } from './sign-in.resolver.ts'

export const feature: Feature = {
  resolvers: [SignInResolver],
  public: ['Mutation.login'],
  work: { 'sweep-sign-in-failures': sweepFailures },
  crons: { 'sweep-sign-in-failures': '17 3 * * *' },
}
