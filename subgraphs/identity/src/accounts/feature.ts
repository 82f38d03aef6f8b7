import type { Feature } from '@vetgraph/kit/contracts/feature'
import { AccountResolver } from './account.resolver.ts'

export const feature: Feature = {
  resolvers: [AccountResolver],
  public: [
    'Mutation.registerOwner',
    'Mutation.resendVerification',
    'Mutation.verifyEmail',
    'Mutation.requestPasswordReset',
    'Mutation.resetPassword',
    'Mutation.acceptInvitation',
  ],
}
