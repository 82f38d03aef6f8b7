import type { Feature } from '@vetgraph/kit/contracts/feature'
import { CreditStopResolver, OwnerCreditStopResolver } from './credit-stop.resolver.ts'
import { checkCredit, planCreditChecks } from './policy.service.ts'

export const feature: Feature = {
  resolvers: [OwnerCreditStopResolver, CreditStopResolver],
  work: { 'plan-credit-checks': planCreditChecks, 'check-credit': checkCredit },
  crons: { 'plan-credit-checks': '40 5 * * *' },
  permissions: {
    'credit:stop': {
      allows: 'Stop the ordinary visits of an owner because of debts, and release them',
      roles: ['RECEPTIONIST'],
    },
  },
}
