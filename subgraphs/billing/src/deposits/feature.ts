import type { Feature } from '@vetgraph/kit/contracts/feature'
import { AppointmentDepositsResolver, DepositResolver, OwnerDepositsResolver } from './deposit.resolver.ts'

export const feature: Feature = {
  resolvers: [DepositResolver, OwnerDepositsResolver, AppointmentDepositsResolver],
  permissions: {
    'deposit:forfeit': { allows: 'Keep a deposit as a fee', roles: ['RECEPTIONIST'] },
  },
}
