import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PeriodLockResolver } from './period-lock.resolver.ts'

export const feature: Feature = {
  resolvers: [PeriodLockResolver],
  permissions: {
    'period:lock': { allows: 'Lock the books of a period' },
    'period:unlock': { allows: 'Open a locked period again' },
  },
}
