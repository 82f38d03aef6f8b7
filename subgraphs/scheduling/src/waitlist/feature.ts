import type { Feature } from '@vetgraph/kit/contracts/feature'
import { waitlistMessages } from './waitlist.messages.ts'
import { WaitlistResolver } from './waitlist.resolver.ts'

export const feature: Feature = {
  resolvers: [WaitlistResolver],
  messages: waitlistMessages,
  public: ['Mutation.openSlotOffer', 'Mutation.acceptSlotOffer'],
  permissions: {
    'waitlist:write': {
      allows: 'Keep the waitlist and offer free times',
      roles: ['VET', 'RECEPTIONIST'],
    },
  },
}
