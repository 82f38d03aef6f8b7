import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PetStatusChangeResolver, TimelineEntryResolver, TimelineResolver } from './timeline.resolver.ts'

export const feature: Feature = {
  resolvers: [TimelineResolver, TimelineEntryResolver, PetStatusChangeResolver],
}
