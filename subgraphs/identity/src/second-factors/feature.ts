import type { Feature } from '@vetgraph/kit/contracts/feature'
import { SecondFactorResolver } from './second-factor.resolver.ts'

export const feature: Feature = {
  resolvers: [SecondFactorResolver],
}
