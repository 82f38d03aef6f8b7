import type { Feature } from '@vetgraph/kit/contracts/feature'
import { accountMessages } from './account.messages.ts'
import { AccountResolver } from './account.resolver.ts'

export const feature: Feature = {
  resolvers: [AccountResolver],
  messages: accountMessages,
  public: [
    'Mutation.registerOwner',
    'Mutation.resendVerification',
    'Mutation.verifyEmail',
    'Mutation.requestPasswordReset',
    'Mutation.resetPassword',
    'Mutation.acceptInvitation',
  ],
}
