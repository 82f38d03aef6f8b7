import type { Feature } from '@vetgraph/kit/contracts/feature'
import { HouseholdResolver } from './household.resolver.ts'

export const feature: Feature = {
  resolvers: [HouseholdResolver],
  permissions: {
    'own-household:read': {
      allows: 'See one’s own pets, visits and invoices, and keep one’s contact details',
      roles: ['OWNER'],
      own: true,
    },
  },
}
