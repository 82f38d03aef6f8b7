import type { Feature } from '@vetgraph/kit/contracts/feature'
import { secondFactorMessages } from './second-factor.messages.ts'
import { SecondFactorResolver } from './second-factor.resolver.ts'

export const feature: Feature = {
  resolvers: [SecondFactorResolver],
  messages: secondFactorMessages,
}
