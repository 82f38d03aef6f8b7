import type { Feature } from '@vetgraph/kit/contracts/feature'
import { EstimateChangesResolver } from './estimate-changes.resolver.ts'
import {
  EstimateItemResolver,
  EstimateResolver,
  EstimateVersionResolver,
  InvoiceEstimateResolver,
  TreatmentPlanEstimateResolver,
} from './estimate.resolver.ts'
import { estimateMessages } from './estimate.messages.ts'
import { readEstimates } from './estimate.service.ts'
import { expireEstimates } from './expire.service.ts'
import { mailEstimate } from './mail.service.ts'

export const feature: Feature = {
  resolvers: [
    EstimateResolver,
    EstimateItemResolver,
    EstimateVersionResolver,
    EstimateChangesResolver,
    InvoiceEstimateResolver,
    TreatmentPlanEstimateResolver,
  ],
  entities: { Estimate: readEstimates },
  permissions: {
    'estimate:write': {
      allows: 'Write and send estimates, have them signed and invoice them',
      roles: ['VET', 'RECEPTIONIST'],
    },
  },
  messages: estimateMessages,
  work: { 'expire-estimates': expireEstimates, 'mail-estimate': mailEstimate },
  crons: { 'expire-estimates': '7 * * * *' },
}
