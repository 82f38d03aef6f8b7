import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ClosureResolver } from './closure.resolver.ts'

export const feature: Feature = {
  resolvers: [ClosureResolver],
}
