import type { Feature } from '@vetgraph/kit/feature'
import { ClosureResolver } from './closure.resolver.ts'

export const feature: Feature = {
  resolvers: [ClosureResolver],
}
