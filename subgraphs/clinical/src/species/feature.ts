import type { Feature } from '@vetgraph/kit/feature'
import { SpeciesResolver } from './species.resolver.ts'

export const feature: Feature = {
  resolvers: [SpeciesResolver],
}
