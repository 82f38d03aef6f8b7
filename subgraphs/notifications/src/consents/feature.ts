import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ConsentResolver, OwnerConsentResolver } from './consent.resolver.ts'

export const feature: Feature = {
  resolvers: [ConsentResolver, OwnerConsentResolver],
  public: ['Mutation.withdrawReminders'],
  permissions: {
    'consent:read': { allows: 'See what clients have agreed to', roles: ['VET', 'RECEPTIONIST'] },
    'consent:write': {
      allows: 'Record what a client agrees to or takes back',
      roles: ['VET', 'RECEPTIONIST'],
    },
  },
}
