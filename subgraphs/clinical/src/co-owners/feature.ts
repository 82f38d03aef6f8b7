import type { Feature } from '@vetgraph/kit/contracts/feature'
import { CoOwnerResolver, PetCoOwnersResolver } from './co-owner.resolver.ts'

export const feature: Feature = {
  resolvers: [CoOwnerResolver, PetCoOwnersResolver],
  permissions: {
    'pet:share': {
      allows: 'Let co-owners see patients in the portal',
      roles: ['VET', 'RECEPTIONIST'],
    },
  },
}
