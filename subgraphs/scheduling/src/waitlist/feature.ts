import type { Feature } from '@vetgraph/kit/contracts/feature'
import { WaitlistResolver } from './waitlist.resolver.ts'

export const feature: Feature = {
  resolvers: [WaitlistResolver],
  public: ['Mutation.openSlotOffer', 'Mutation.acceptSlotOffer'],
  permissions: {
    'waitlist:write': {
      allows: 'Keep the waitlist and offer free times',
      roles: ['VET', 'RECEPTIONIST'],
    },
  },
}
