import type { Feature } from '@vetgraph/kit/contracts/feature'
import { OwnerClaimResolver } from './owner-claim.resolver.ts'

export const feature: Feature = {
  resolvers: [OwnerClaimResolver],
  permissions: {
    'owner:claim': {
      allows: 'Decide which household a new portal account belongs to',
      roles: ['VET', 'RECEPTIONIST'],
    },
  },
}
