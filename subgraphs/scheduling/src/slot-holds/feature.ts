import type { Feature } from '@vetgraph/kit/contracts/feature'
import { SlotHoldResolver } from './slot-hold.resolver.ts'
import { releaseExpired } from './slot-hold.service.ts'

export const feature: Feature = {
  resolvers: [SlotHoldResolver],
  work: { 'release-slot': releaseExpired },
}
