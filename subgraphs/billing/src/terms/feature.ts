import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PaymentTermsResolver } from './terms.resolver.ts'

export const feature: Feature = {
  resolvers: [PaymentTermsResolver],
  permissions: {
    'payment-terms:write': { allows: 'Set how many days owners have to pay' },
  },
}
