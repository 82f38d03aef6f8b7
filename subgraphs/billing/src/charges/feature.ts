import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ActResolver } from './act.resolver.ts'
import { checkCharges } from './check.service.ts'

export const feature: Feature = {
  resolvers: [ActResolver],
  work: { 'check-charges': checkCharges },
  crons: { 'check-charges': '13 3 * * *' },
  permissions: {
    'charge:waive': {
      allows: 'Decide that what was done is not charged',
      roles: ['VET', 'RECEPTIONIST'],
    },
  },
}
